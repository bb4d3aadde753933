"""Filters of the workspace's lists, as they stand in the address and are kept by name."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar, clock, references
from medverkan.foundation.permissions import Actor
from medverkan.foundation.text import Translated
from medverkan.participation.cases import rules
from medverkan.participation.cases.lists import QuickSelect
from medverkan.participation.cases.models import Case, CaseQuerySet, Party, Tag
from medverkan.participation.cases.states import TO_ANSWER
from medverkan.reference.bodies.models import Area, Body, Topic
from medverkan.reference.pathways.models import Pathway
from medverkan.reference.register.models import Record

Choices = dict[str, list[tuple[str, str]]]

# Where the slug that a filter names stands in a case.
_BY_SLUG = {
    "amne": ("topic__slug",),
    "organ": ("body__slug", "authority__slug"),
    "omrade": ("area__slug",),
    "slag": ("pathway__slug",),
}
DUE, NEWEST, OLDEST = "", "nyast", "aldst"
ORDERS = {
    DUE: _("What is due first"),
    NEWEST: _("Latest arrived first"),
    OLDEST: _("First arrived first"),
}
_ORDER_BY = {
    NEWEST: ("-arrived_at", "-pk"),
    OLDEST: ("arrived_at", "pk"),
}


OTHER_LANGUAGES = "annat"
LANGUAGES = {
    "": _("All"),
    "sv": _("Swedish"),
    "en": _("English"),
    "fi": _("Finnish"),
    OTHER_LANGUAGES: _("Another language"),
}


def choices() -> Choices:
    """Return what each filter offers, all in one query, by the filter's name."""
    rows = _rows("amne", Topic.objects.all()).union(
        _rows("organ", Body.objects.filter(authority__isnull=False)),
        _rows("omrade", Area.objects.all()),
        _rows("slag", Pathway.objects.all()),
        _rows("markt", Tag.objects.all()),
        all=True,
    )
    offered: Choices = defaultdict(list)
    for field, slug, name in rows.order_by("filter_name", "key"):
        offered[field].append((slug, _in_words(name)))
    for options in offered.values():
        options.sort(key=lambda option: option[1].casefold())
    return offered


def _rows(field: str, queryset: QuerySet[Any]) -> QuerySet[Any, Any]:
    return (
        queryset.order_by()
        .annotate(
            filter_name=Value(field, output_field=CharField()),
            key=Cast("slug", TextField()),
            words=Cast("name", TextField()),
        )
        .values_list("filter_name", "key", "words")
        .distinct()
    )


def _in_words(name: str) -> str:
    # A translated name comes as the JSON it is kept as, an area's as it is.
    return str(Translated(json.loads(name))) if name.startswith("{") else name


def _anything(value: str) -> bool:
    return True


class InboxForm(forms.Form):
    """What to show of a list; nonsense in the address shows everything."""

    q = forms.CharField(
        label=_("Search"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "data-shortcut": "/"}),
    )
    amne = forms.ChoiceField(label=_("Topic"), required=False, widget=QuickSelect)
    organ = forms.ChoiceField(
        label=_("Who answers"), required=False, widget=QuickSelect
    )
    omrade = forms.ChoiceField(
        label=_("Part of the municipality"), required=False, widget=QuickSelect
    )
    slag = forms.ChoiceField(label=_("Kind"), required=False, widget=QuickSelect)
    sprak = forms.ChoiceField(
        label=_("Language"), required=False, choices=list(LANGUAGES.items())
    )
    markt = forms.ChoiceField(
        label=_("Marked for follow-up"), required=False, widget=QuickSelect
    )
    sen = forms.BooleanField(label=_("Only what is late"), required=False)
    ordning = forms.ChoiceField(
        label=_("Order"), required=False, choices=list(ORDERS.items())
    )

    def __init__(self, data: QueryDict, *, offered: Choices | None) -> None:
        super().__init__(data)
        for name in ("amne", "organ", "omrade", "slag", "markt"):
            field = self.fields[name]
            if offered is None:
                field.valid_value = _anything
            else:
                field.choices = [("", _("All")), *offered[name]]
        self.is_valid()

    def clean_q(self) -> str:
        """Return the words on one line, without signs that no text holds."""
        return " ".join(self.cleaned_data["q"].split())

    @property
    def query(self) -> str:
        """Return the query string that asks for the same, without what says nothing."""
        return self.asked.urlencode()

    @property
    def asked(self) -> QueryDict:
        """Return what was asked for, by name, without what says nothing."""
        asked = QueryDict(mutable=True)
        for name in self.fields:
            value = self.cleaned_data.get(name)
            if value:
                asked[name] = "ja" if value is True else value
        return asked

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything at all was asked for."""
        return bool(self.query)

    def condition(self, actor: Actor) -> Q:
        """Return what a case must fulfil; words are sought where the actor handles cases."""
        got = self.cleaned_data
        found = Q()
        for name, fields in _BY_SLUG.items():
            if got.get(name):
                found &= reduce(or_, (Q(**{field: got[name]}) for field in fields))
        if got.get("sprak"):
            found &= _in_language(got["sprak"])
        if got.get("markt"):
            marked = Tag.cases.through.objects.filter(tag__slug=got["markt"])
            found &= Q(pk__in=marked.values("case"))
        if got.get("sen"):
            today = calendar.local_date(clock.now())
            late = Case.objects.late(on=today)
            joined = late.filter(merged_into__isnull=False).values("merged_into")
            found &= Q(state__in=TO_ANSWER, due_date__lt=today) | Q(pk__in=joined)
        if got.get("q"):
            found &= _mentions(got["q"], actor)
        return found

    def in_order(self, cases: CaseQuerySet) -> CaseQuerySet:
        """Return the cases in the order asked for, if one was; else as they are."""
        order = _ORDER_BY.get(self.cleaned_data.get("ordning", DUE))
        return cases.order_by("-has_alarm", *order) if order else cases


def asked_in(request: HttpRequest) -> str:
    """Return the filters in the request's address, as the end of another address."""
    query = InboxForm(request.GET, offered=None).query
    return f"?{query}" if query else ""


def _in_language(code: str) -> Q:
    """Return the cases written in a language, or whose answer is wanted in it."""
    if code == OTHER_LANGUAGES:
        return ~Q(language__in=("sv", "en", "fi"))
    wanted = Party.objects.filter(case=OuterRef("pk"), language=code)
    return Q(language=code) | Q(Exists(wanted))


def _mentions(words: str, actor: Actor) -> Q:
    """
    Return where these words stand: reference, register number, title, text or sender.

    A sender is sought only where the actor handles cases: within one's own authority.
    """
    found = _holds("opening__title", words) | _holds("opening__text", words)
    sender = Party.objects.filter(
        _holds("name", words) | Q(email__iexact=words),
        case=OuterRef("pk"),
        has_protected_identity=False,
    )
    found |= rules.at_bodies(actor, *rules.HANDLERS) & Exists(sender)
    try:
        found |= Q(reference=references.normalise(words))
    except references.NotAReference:
        numbered = Record.objects.filter(
            about_case__isnull=False, register_number__istartswith=words
        )
        found |= Q(pk__in=numbered.values("about_case"))
    return found


def _holds(field: str, words: str) -> Q:
    # SQLite compares only a-z without case; these are the ways that people write a word.
    ways = {words, words.lower(), words.upper(), words.capitalize(), words.title()}
    found = Q()
    for way in sorted(ways):
        found |= Q(**{f"{field}__icontains": way})
    return found
