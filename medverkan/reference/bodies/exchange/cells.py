"""One cell of a file to one value: each reader takes text (CSV) or a plain value (JSON)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from medverkan.foundation.text import numbers
from medverkan.reference.bodies import geometry

Reader = Callable[[Any], Any]

# Swedish Excel writes SANT and FALSKT.
_YES = frozenset({"1", "true", "sant", "ja", "yes", "x"})
_NO = frozenset({"0", "false", "falskt", "nej", "no"})
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class BadCell(ValueError):
    """The cell cannot be read; the message says what would do."""


def text(cell: Any) -> str:
    """Return the text without surrounding space."""
    if isinstance(cell, dict | list):
        raise BadCell(_("Write plain text here."))
    return str(cell).strip()


def slug(cell: Any) -> str:
    """Return a slug of small letters a-z, digits and hyphens."""
    value = text(cell)
    if not _SLUG.fullmatch(value):
        raise BadCell(_("Use small letters a-z, digits and hyphens only."))
    return value


def date(cell: Any) -> dt.date:
    """Return a date written as 2026-11-10."""
    try:
        return dt.date.fromisoformat(text(cell))
    except ValueError:
        raise BadCell(_("Write the date as 2026-11-10.")) from None


def yes_or_no(cell: Any) -> bool:
    """Return the truth of ja, nej, SANT, FALSKT, true, false, 1 or 0."""
    value = text(cell).lower()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise BadCell(_("Write ja or nej."))


def whole_number(cell: Any) -> int:
    """Return a number from 0 to 32 767."""
    number = numbers.whole_number(text(cell))
    if number is None or number > 32_767:
        raise BadCell(_("Write a whole number, 0 or more."))
    return number


def words(cell: Any) -> list[str]:
    """Return words from a list, or from text with commas between them."""
    parts = cell if isinstance(cell, list) else text(cell).split(",")
    return [text(part) for part in parts if text(part)]


def outline(cell: Any) -> dict[str, Any]:
    """Return a GeoJSON geometry of polygons in degrees (WGS 84), as little as is needed."""
    try:
        return geometry.outline(json.loads(cell) if isinstance(cell, str) else cell)
    except geometry.OutsideTheWorld:
        why = _(
            "Give longitude and latitude in degrees (WGS 84), not metres as in SWEREF 99."
        )
    except geometry.TooManyPositions:
        why = _("Simplify the outline to at most %(most)d points.") % {
            "most": geometry.MOST_POSITIONS
        }
    except (geometry.NotAnOutline, ValueError, RecursionError):
        why = _(
            "Give a GeoJSON geometry of type Polygon or MultiPolygon with closed rings."
        )
    raise BadCell(why)


def one_of(choices: type[TextChoices]) -> Reader:
    """Return a reader that takes one of the values."""

    def read(cell: Any) -> str:
        value = text(cell)
        if value not in choices.values:
            raise BadCell(
                _("Use one of: %(values)s.") % {"values": ", ".join(choices.values)}
            )
        return value

    return read
