"""Filters and positions of lists as they stand in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.memory import Remembered
from medverkan.participation.cases import directory, proposals
from medverkan.participation.cases.queries import Filters, Position
from medverkan.reference.bodies.models import Area, Body, Topic
from medverkan.reference.pathways.models import Pathway


class QuickSelect(forms.Select):
    """
    A select whose options are drawn together and kept for a moment.

    A list's filters hold some two hundred options: Django's own way made four fifths of the
    time of the page.
    """

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # the first option is empty; Django's way reads them all to know

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        drawn = _drawn_options()
        key = (name, get_language())
        options = drawn.get(key)
        if options is None:
            options = format_html_join(
                "", '<option value="{}">{}</option>', self.choices
            )
            drawn[key] = options
        for chosen in self.format_value(value):
            option = format_html('<option value="{}"', chosen)
            options = mark_safe(options.replace(option, f"{option} selected", 1))  # noqa: S308 - the value is escaped
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(given), options)


_drawn_options: Remembered[dict[tuple[str, str | None], SafeString]] = Remembered(dict)


class _ByName(forms.ChoiceField):
    """Rows that stand in the address by their slug."""

    def __init__(self, rows: Callable[[], Iterable[Any]], *, label: Any) -> None:
        self._rows = rows
        super().__init__(
            choices=self._options, required=False, widget=QuickSelect, label=label
        )

    def clean(self, value: Any) -> int | None:
        """Return the primary key of the row with this slug, None for all."""
        slug = self.to_python(value)
        if not slug:
            return None
        for row in self._rows():
            if row.slug == slug:
                return row.pk
        message = self.error_messages["invalid_choice"]
        raise forms.ValidationError(
            message, code="invalid_choice", params={"value": value}
        )

    def _options(self) -> list[tuple[str, Any]]:
        return [("", _("All")), *((row.slug, str(row)) for row in self._rows())]


def _open_topics() -> list[Topic]:
    return [topic for topic in directory.topics().values() if not topic.is_protected]


def _answering_bodies() -> list[Body]:
    return [body for body in directory.bodies().values() if body.authority_id]


def _areas() -> Iterable[Area]:
    return directory.areas().values()


def _pathways() -> Iterable[Pathway]:
    return directory.pathways().values()


class FilterForm(forms.Form):
    """What to show; nonsense in the address shows everything and says so."""

    amne = _ByName(_open_topics, label=_("Topic"))
    organ = _ByName(_answering_bodies, label=_("Who answers"))
    omrade = _ByName(_areas, label=_("Part of the municipality"))
    slag = _ByName(_pathways, label=_("Kind"))
    svar = forms.ChoiceField(
        label=_("Answered"),
        required=False,
        widget=QuickSelect,
        choices=[("", _("All")), ("ja", _("Answered")), ("nej", _("Not answered yet"))],
    )

    @property
    def filters(self) -> Filters:
        """Return what was asked for; fields with nonsense are left out."""
        self.is_valid()
        got = getattr(self, "cleaned_data", {})
        answered = {"ja": True, "nej": False}.get(got.get("svar", ""))
        return Filters(
            topic_id=got.get("amne"),
            body_id=got.get("organ"),
            area_id=got.get("omrade"),
            pathway_id=got.get("slag"),
            answered=answered,
        )

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything at all was asked for."""
        return self.filters != Filters()


class ProposalForm(forms.Form):
    """Which proposals to show; nonsense in the address shows everything."""

    lage = forms.ChoiceField(
        label=_("How far it has come"),
        required=False,
        widget=QuickSelect,
        choices=[("", _("All")), *proposals.STAGE_LABELS.items()],
    )
    amne = _ByName(_open_topics, label=_("Topic"))
    omrade = _ByName(_areas, label=_("Part of the municipality"))

    @property
    def filters(self) -> Filters:
        """Return what was asked for of topic and area."""
        return Filters(topic_id=self._got("amne"), area_id=self._got("omrade"))

    @property
    def stage(self) -> str:
        """Return how far the proposals asked for have come; empty is all."""
        return self._got("lage") or ""

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything at all was asked for."""
        return bool(self.stage) or self.filters != Filters()

    def _got(self, name: str) -> Any:
        self.is_valid()
        return getattr(self, "cleaned_data", {}).get(name)


def position_in(query: QueryDict) -> Position | None:
    """Return the position in the address, if there is a sensible one."""
    return position_of(query.get("efter", ""))


def position_of(raw: str) -> Position | None:
    """Return the position that `text_of` wrote, if it is a sensible one."""
    micros, _, pk = raw.partition("-")
    if not (micros.isdecimal() and pk.isdecimal() and len(raw) < 40):
        return None
    try:
        published_at = _EPOCH + dt.timedelta(microseconds=int(micros))
    except OverflowError:
        return None
    return Position(published_at=published_at, pk=min(int(pk), 2**62))


def query_of(query: QueryDict, position: Position | None) -> str | None:
    """Return the query string of the page at this position, with the filters kept."""
    if position is None:
        return None
    changed = query.copy()
    changed["efter"] = text_of(position)
    return changed.urlencode()


def filters_of(query: QueryDict, **more: str) -> str:
    """Return a query string with the filters in the address, and `more`, from the first page."""
    changed = query.copy()
    changed.pop("efter", None)
    for name, value in more.items():
        changed[name] = value
    return changed.urlencode()


def text_of(position: Position) -> str:
    """Return the position as it stands in an address."""
    since = position.published_at - _EPOCH
    return f"{since // dt.timedelta(microseconds=1)}-{position.pk}"


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
