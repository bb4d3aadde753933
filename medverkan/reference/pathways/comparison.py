"""Two rule sets side by side, parameter by parameter, with the differences marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.utils.translation import gettext as _

from medverkan.reference.pathways.models import RuleSet, Threshold
from medverkan.reference.pathways.parameters import GROUPS
from medverkan.reference.pathways.versions import Version


@dataclass(frozen=True)
class Row:
    """A parameter's value in each version, as text; they differ or not."""

    label: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Tell whether the versions say different things."""
        return len(set(self.values)) > 1


@dataclass(frozen=True)
class Section:
    """Rows that belong together."""

    title: str
    rows: list[Row]

    @property
    def difference_count(self) -> int:
        """How many rows differ."""
        return sum(row.differs for row in self.rows)


def compare(*versions: Version) -> list[Section]:
    """Return every parameter of the versions, in the editor's groups."""
    return [
        Section(
            title=str(group.title),
            rows=[
                *(_row(name, versions) for name in group.fields),
                *([_thresholds_row(versions)] if group.name == "support" else []),
            ],
        )
        for group in GROUPS
    ]


def threshold_text(threshold: Threshold) -> str:
    """Return the threshold in words: how many, and what it does."""
    if threshold.absolute_count is not None:
        needed = str(threshold.absolute_count)
    else:
        needed = _("%(share)s per mille of the residents") % {
            "share": f"{threshold.per_mille.normalize():f}"
        }
    return f"{needed}: {threshold.get_effect_display()}"


def value_text(version: Version, name: str) -> str:
    """Return a parameter's value as text."""
    if name == "refusal_grounds":
        return " ".join(str(ground) for ground in version.refusal_grounds) or "–"
    if name == "window_months":
        return ", ".join(map(str, version.rule_set.month_choices)) or "–"
    field = RuleSet._meta.get_field(name)
    return _text(field, version.rule_set)


def _text(field: Field[Any, Any], rule_set: RuleSet) -> str:
    value = getattr(rule_set, field.attname)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    display: Callable[[], str] | None = getattr(
        rule_set, f"get_{field.name}_display", None
    )
    shown = display() if display else value
    return "–" if shown in (None, "") else str(shown) or "–"


def _row(name: str, versions: tuple[Version, ...]) -> Row:
    return Row(
        label=str(RuleSet._meta.get_field(name).verbose_name),
        values=tuple(value_text(version, name) for version in versions),
    )


def _thresholds_row(versions: tuple[Version, ...]) -> Row:
    return Row(
        label=_("Thresholds"),
        values=tuple(
            "; ".join(threshold_text(one) for one in version.thresholds) or "–"
            for version in versions
        ),
    )
