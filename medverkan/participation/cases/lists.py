"""Filters and positions of lists as they stand in the address."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases import proposals
from medverkan.participation.cases.queries import Filters, Position
from medverkan.reference.bodies.models import Area, Body, Topic
from medverkan.reference.pathways.models import Pathway


class QuickSelect(forms.Select):
    """
    A select drawn without a template for each option.

    A list's filters hold some two hundred options: Django's own way made four fifths of the
    time of the page.
    """

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        chosen = set(self.format_value(value))
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, mark_safe(" selected") if str(key) in chosen else "", label)
                for key, label in self.choices
            ),
        )
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(given), options)


class _ByName(forms.ModelChoiceField):
    """Rows that stand in the address by their slug."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(
            queryset,
            required=False,
            widget=QuickSelect,
            to_field_name="slug",
            empty_label=_("All"),
            **kwargs,
        )


class FilterForm(forms.Form):
    """What to show; nonsense in the address shows everything and says so."""

    amne = _ByName(
        Topic.objects.filter(is_protected=False).order_by("slug"), label=_("Topic")
    )
    organ = _ByName(
        Body.objects.filter(authority__isnull=False).order_by("slug"),
        label=_("Who answers"),
    )
    omrade = _ByName(Area.objects.order_by("name"), label=_("Part of the municipality"))
    slag = _ByName(Pathway.objects.order_by("slug"), label=_("Kind"))
    svar = forms.ChoiceField(
        label=_("Answered"),
        required=False,
        choices=[("", _("All")), ("ja", _("Answered")), ("nej", _("Not answered yet"))],
    )

    @property
    def filters(self) -> Filters:
        """Return what was asked for; fields with nonsense are left out."""
        self.is_valid()
        got = getattr(self, "cleaned_data", {})

        def pk(name: str) -> int | None:
            return got[name].pk if got.get(name) else None

        answered = {"ja": True, "nej": False}.get(got.get("svar", ""))
        return Filters(
            topic_id=pk("amne"),
            body_id=pk("organ"),
            area_id=pk("omrade"),
            pathway_id=pk("slag"),
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
        choices=[("", _("All")), *proposals.STAGE_LABELS.items()],
    )
    amne = _ByName(
        Topic.objects.filter(is_protected=False).order_by("slug"), label=_("Topic")
    )
    omrade = _ByName(Area.objects.order_by("name"), label=_("Part of the municipality"))

    @property
    def filters(self) -> Filters:
        """Return what was asked for of topic and area."""
        topic, area = self._got("amne"), self._got("omrade")
        return Filters(
            topic_id=topic.pk if topic else None, area_id=area.pk if area else None
        )

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
    raw = query.get("efter", "")
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
    since = position.published_at - _EPOCH
    changed["efter"] = f"{since // dt.timedelta(microseconds=1)}-{position.pk}"
    return changed.urlencode()


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
