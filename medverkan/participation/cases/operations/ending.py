"""How a case ends, and how it begins again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import calendar
from medverkan.foundation.permissions import ANYONE, Actor, require
from medverkan.foundation.states import move
from medverkan.participation.ballots import operations as ballots
from medverkan.participation.cases import emails, events, rules, states
from medverkan.participation.cases.models import Case, Pause
from medverkan.participation.cases.operations import registering
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.operations.merging import stand_alone
from medverkan.participation.cases.states import Publication
from medverkan.reference.bodies import queries as bodies


@transaction.atomic
def close(*, case: Case, version: int, actor: Actor, at: dt.datetime) -> Case:
    """Close the case; without an answer only where none can be given (no sender)."""
    case = lock(case, version=version)
    require(rules.may_close(actor, case))
    stand_alone(case, actor=actor, at=at)
    case.state = move(state=case.state, transition=states.CLOSE)
    _end(case, at=at)
    registering.close_in_diary(case, actor=actor, at=at)
    record(events.CLOSED, case, actor=actor, at=at)
    return case


@transaction.atomic
def reopen(*, case: Case, version: int | None, actor: Actor, at: dt.datetime) -> Case:
    """Open an answered case again with a new clock; the first answer's time is kept."""
    case = lock(case, version=version)
    require(rules.may_reopen(actor, case))
    reopen_locked(case, actor=actor, at=at)
    return case


@transaction.atomic
def withdraw(*, case: Case, at: dt.datetime, actor: Actor = ANYONE) -> Case:
    """
    Let the one who wrote take the case back: work stops, the record stays.

    Whoever holds the secret link may do this. A published text is taken down, and no vote
    can be begun any more.
    """
    case = lock(case, version=None)
    require(rules.resident_may_withdraw(case))
    stand_alone(case, actor=actor, at=at)
    case.state = move(state=case.state, transition=states.WITHDRAW)
    case.publication = Publication.PRIVATE
    case.save(update_fields=["publication"])
    _end(case, at=at)
    if case.ballot is not None:
        ballots.end_early(ballot=case.ballot, actor=actor, at=at)
    registering.close_in_diary(case, actor=actor, at=at)
    record(events.WITHDRAWN, case, actor=actor, at=at)
    emails.send_withdrawn(case, actor=actor, at=at)
    return case


def _end(case: Case, *, at: dt.datetime) -> None:
    case.ended_at = at
    Pause.objects.filter(case=case, ended_at__isnull=True).update(ended_at=at)
    save(case, "state", "ended_at")


def reopen_locked(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Open a locked case again, whoever was asked before."""
    stand_alone(case, actor=actor, at=at)
    case.state = move(state=case.state, transition=states.REOPEN)
    case.ended_at = None
    if case.first_answered_at is not None:
        case.first_due_date = case.first_due_date or case.due_date
    if case.rule_set.answer_days is not None:
        case.due_date = calendar.add_working_days(
            calendar.local_date(at),
            case.rule_set.answer_days,
            closed=bodies.closed_days(),
        )
    save(case, "state", "ended_at", "due_date", "first_due_date")
    registering.reopen_in_diary(case, actor=actor, at=at)
    record(events.REOPENED, case, actor=actor, at=at)
