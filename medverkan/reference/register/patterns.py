"""Patterns of register numbers, such as `{abbr} {year}-{number:05d} {class}`."""

from __future__ import annotations

import re
from string import Formatter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DEFAULT = "{abbr} {year}-{number:05d} {class}"

_FIELDS = frozenset({"abbr", "year", "number", "class"})
_REQUIRED = frozenset({"abbr", "year", "number"})
_NUMBER_WIDTH = re.compile(r"(0[1-9]d)?")


def validate_pattern(pattern: str) -> None:
    """
    Check that a pattern makes unique register numbers.

    :raises ValidationError: a field is missing, unknown or wrongly formatted
    """
    try:
        fields = [
            part[1:] for part in Formatter().parse(pattern) if part[1] is not None
        ]
    except ValueError:
        raise ValidationError(_("A bracket is missing in the pattern.")) from None
    names = [str(name) for name, _spec, _conversion in fields]
    unknown = sorted(set(names) - _FIELDS)
    if unknown:
        raise ValidationError(
            _("The pattern knows no {%(field)s}. It takes abbr, year, number, class."),
            params={"field": unknown[0]},
        )
    if not set(names) >= _REQUIRED:
        raise ValidationError(_("The pattern must hold {abbr}, {year} and {number}."))
    if len(names) != len(set(names)):
        raise ValidationError(_("Each field may stand once in the pattern."))
    if any(not _is_plain(*field) for field in fields):
        raise ValidationError(
            _("Only {number} may have a width, such as {number:05d}.")
        )


def _is_plain(name: str, spec: str, conversion: str | None) -> bool:
    width_is_right = (
        bool(_NUMBER_WIDTH.fullmatch(spec)) if name == "number" else not spec
    )
    return conversion is None and width_is_right


def render(
    pattern: str, *, abbreviation: str, year: int, number: int, class_code: str
) -> str:
    """Return the register number; an empty class leaves no gap behind."""
    text = pattern.format(
        **{"abbr": abbreviation, "year": year, "number": number, "class": class_code}
    )
    return " ".join(text.split())


def example(pattern: str, *, abbreviation: str = "KS", year: int = 2026) -> str:
    """Return what the pattern makes of number 98 in class 1.4.2.1."""
    return render(
        pattern, abbreviation=abbreviation, year=year, number=98, class_code="1.4.2.1"
    )
