"""Finding records of one's own authority: by number, name, day and words."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from medverkan.foundation import calendar
from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import rules as case_rules
from medverkan.participation.cases.models import Case, Message, Party
from medverkan.reference.bodies.models import Body
from medverkan.reference.register.models import Record

MOST = 50


def find(
    actor: Actor,
    authority: Body,
    *,
    text: str = "",
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> list[Case]:
    """
    Return cases that an authority has, newest first, at most fifty.

    `text` is a register number, a reference, a name, an address, or words that were written.
    Search by sender works within one authority alone; what the actor may not see for a
    conflict of interest is not found.
    """
    cases = case_rules.visible_to(actor).filter(authority=authority)
    wanted = " ".join(text.split())
    if wanted:
        cases = cases.filter(_matches(wanted))
    if first:
        cases = cases.filter(arrived_at__gte=calendar.start_of_day(first))
    if last:
        cases = cases.filter(arrived_at__lt=calendar.end_of_day(last))
    found = list(cases.for_lists().order_by("-arrived_at", "-pk")[:MOST])
    numbers = dict(
        Record.objects.filter(
            about_case__in=[case.pk for case in found], authority=authority
        )
        .order_by("opened_at")
        .values_list("about_case", "register_number")
    )
    for case in found:
        case.number_in_diary = numbers.get(case.pk, "")
    return found


def _matches(wanted: str) -> Q:
    of_case = {"case": OuterRef("pk")}
    record = Record.objects.filter(
        about_case=OuterRef("pk"), register_number__icontains=wanted
    )
    who = Q(name__icontains=wanted) | Q(email__iexact=wanted) | Q(phone=wanted)
    words = Q(text__icontains=wanted) | Q(title__icontains=wanted)
    return (
        Q(reference__iexact=wanted)
        | Q(Exists(record))
        | Q(Exists(Party.objects.filter(who, **of_case)))
        | Q(Exists(Message.objects.filter(words, **of_case)))
    )
