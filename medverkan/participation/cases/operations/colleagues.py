"""Colleagues about a case: ask one without moving it, answer, and watch a date."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import calendar
from medverkan.foundation.accounts import actors
from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import Actor, require
from medverkan.participation.cases import emails, events, rules
from medverkan.participation.cases.models import Case, Consultation
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.operations.talking import write
from medverkan.participation.cases.states import MessageKind


class DayHasPassed(Exception):
    """A day to be reminded on must be to come."""


@transaction.atomic
def watch(
    *,
    case: Case,
    date: dt.date | None,
    reason: str = "",
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> Case:
    """
    Have whoever has the case told on a day, and why; without a date nobody is.

    :raises DayHasPassed: the day is before today
    """
    case = lock(case, version=version)
    require(rules.may_watch(actor, case))
    if date is not None and date < calendar.local_date(at):
        raise DayHasPassed(date)
    case.watch_date = date
    case.watch_reason = reason if date else ""
    case.watched_by_id = actor.user_id if date else None
    save(case, "watch_date", "watch_reason", "watched_by")
    if date is None:
        record(events.UNWATCHED, case, actor=actor, at=at)
    else:
        record(events.WATCHED, case, actor=actor, at=at, date=date.isoformat())
    return case


@transaction.atomic
def consult(
    *,
    case: Case,
    colleague: User,
    text: str,
    remind_date: dt.date | None,
    actor: Actor,
    at: dt.datetime,
) -> Consultation:
    """
    Ask a colleague something; the case stays where it is and nobody outside sees it.

    :raises NotPermitted: the actor may not, or the colleague may not see the case
    :raises DayHasPassed: the day to remind on is before today
    """
    case = lock(case, version=None)
    require(rules.may_consult(actor, case))
    require(colleague.pk != actor.user_id)
    require(rules.may_see(actors.actor_of(colleague, at), case))
    if remind_date is not None and remind_date < calendar.local_date(at):
        raise DayHasPassed(remind_date)
    question = write(case, MessageKind.NOTE, text, actor=actor, at=at)
    consultation = Consultation.objects.create(
        case=case,
        asked_by_id=actor.user_id,
        asked=colleague,
        question=question,
        asked_at=at,
        remind_date=remind_date,
    )
    record(events.COLLEAGUE_ASKED, case, actor=actor, at=at, colleague=colleague.pk)
    emails.staff.send_asked(consultation, actor=actor, at=at)
    return consultation


@transaction.atomic
def answer_colleague(
    *, case: Case, text: str, actor: Actor, at: dt.datetime
) -> Consultation | None:
    """
    Answer what one was asked about a case, all questions at once; None if none wait.

    The one who asked gets a letter that there is an answer.
    """
    case = lock(case, version=None)
    require(rules.may_see(actor, case))
    waiting = list(
        Consultation.objects.select_for_update(of=("self",))
        .filter(case=case, asked=actor.user_id or 0, answered_at__isnull=True)
        .order_by("pk")
    )
    if not waiting:
        return None
    answer = write(case, MessageKind.NOTE, text, actor=actor, at=at)
    for consultation in waiting:
        consultation.answer, consultation.answered_at = answer, at
        consultation.save(update_fields=["answer", "answered_at"])
        emails.staff.send_colleague_answered(consultation, actor=actor, at=at)
    record(events.COLLEAGUE_ANSWERED, case, actor=actor, at=at)
    return waiting[-1]
