"""What each officer is told in the morning: what is late, due, watched, asked or lost."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from medverkan.foundation import calendar
from medverkan.foundation.accounts import actors
from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import emails, rules
from medverkan.participation.cases.models import Case, CaseQuerySet, Consultation
from medverkan.participation.cases.states import WITH_OFFICER
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Cover

SECTIONS = ("late", "today", "watched", "asked", "lost")
Lines = dict[str, list[dict[str, Any]]]


def send_days(*, at: dt.datetime, actor: Actor) -> int:
    """
    Write each officer one letter about the day; return to how many.

    Whoever stands in for somebody gets that one's cases in the same letter. On a day that is
    no working day only its own watched dates are told; one that has passed is told again each
    working day until it is moved or taken away.
    """
    day = calendar.local_date(at)
    works = calendar.is_working_day(day, closed=bodies.closed_days())
    found: dict[int, Lines] = defaultdict(lambda: {name: [] for name in SECTIONS})
    covers = _covers_on(day)
    for section, case, user_id, reason in _happenings(day, works=works):
        _tell(found, section, case, user_id, reason, covers)
    users = User.objects.in_bulk(list(found))
    for user_id in sorted(users):
        _send(users[user_id], found[user_id], day=day, actor=actor, at=at)
    return len(users)


def _happenings(day: dt.date, *, works: bool) -> Iterable[tuple[str, Case, int, str]]:
    watched = Q(watch_date__lte=day) if works else Q(watch_date=day)
    for case in _cases(watched):
        for_whom = case.assignee_id or case.watched_by_id
        if for_whom:
            yield "watched", case, for_whom, case.watch_reason
    if not works:
        return
    due = Q(state__in=WITH_OFFICER, assignee__isnull=False, due_date__lte=day)
    for case in _cases(due):
        section = "today" if case.due_date == day else "late"
        yield section, case, case.assignee_id or 0, ""
    lost = Q(pk__in=emails.sent.lost().values("about_case"), assignee__isnull=False)
    for case in _in_order(Case.objects.filter(lost)):
        yield "lost", case, case.assignee_id or 0, ""
    asked = Consultation.objects.filter(
        answered_at__isnull=True, remind_date__isnull=False, remind_date__lte=day
    )
    for row in asked.select_related("case__pathway").order_by("pk"):
        yield "asked", row.case, row.asked_id, ""


def _cases(condition: Q) -> Iterable[Case]:
    return _in_order(Case.objects.filter(condition).open())


def _in_order(cases: CaseQuerySet) -> CaseQuerySet:
    return cases.select_related("pathway").order_by("due_date", "pk")


def _covers_on(day: dt.date) -> dict[int, list[int]]:
    covers: dict[int, list[int]] = defaultdict(list)
    rows = Cover.objects.filter(start_date__lte=day, end_date__gte=day).order_by("pk")
    for cover in rows:
        covers[cover.user_id].append(cover.covered_by_id)
    return covers


def _tell(
    found: dict[int, Lines],
    section: str,
    case: Case,
    user_id: int,
    reason: str,
    covers: dict[int, list[int]],
) -> None:
    line = {"case": case, "reason": reason, "for_user": user_id}
    for told in [user_id, *covers.get(user_id, [])]:
        found[told][section].append(line)


@transaction.atomic
def _send(
    user: User, lines: Lines, *, day: dt.date, actor: Actor, at: dt.datetime
) -> None:
    seen = {
        case.pk
        for case in rules.visible_to(actors.actor_of(user, at)).filter(
            pk__in={line["case"].pk for rows in lines.values() for line in rows}
        )
    }
    names = User.objects.in_bulk(
        {line["for_user"] for rows in lines.values() for line in rows} - {user.pk}
    )
    context: dict[str, Any] = {
        section: [_words(line, names) for line in rows if line["case"].pk in seen]
        for section, rows in lines.items()
    }
    if any(context.values()):
        emails.staff.send_day(user, day, context, actor=actor, at=at)


def _words(line: dict[str, Any], names: dict[int, User]) -> dict[str, Any]:
    case = line["case"]
    # What is protected is told by its reference alone.
    return {
        "reference": case.reference,
        "kind": "" if case.is_protected else str(case.pathway.name),
        "day": case.due_date if case.is_open else None,
        "reason": "" if case.is_protected else line["reason"],
        "cover_for": str(names.get(line["for_user"], "")),
        "link": emails.staff.link_to(case),
    }
