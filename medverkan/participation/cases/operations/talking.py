"""Words between the resident and the municipality, and among colleagues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from medverkan.foundation import calendar
from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.permissions import ANYONE, Actor, require
from medverkan.foundation.states import may_move, move
from medverkan.foundation.text import guess_language, without_identity_numbers
from medverkan.participation.cases import (
    emails,
    events,
    merging,
    queries,
    rules,
    states,
)
from medverkan.participation.cases.models import Attachment, Case, Message
from medverkan.participation.cases.operations import flagging, pausing, registering
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.states import CaseState, MessageKind, Outcome
from medverkan.reference.bodies import queries as bodies

# An interim reply may put the answer off as long, and tells the new day.
LONGEST_DELAY = 10


class NothingWritten(Exception):
    """A message without words."""


class DayNotPossible(Exception):
    """An answer cannot be put off to this day."""


@transaction.atomic
def note(*, case: Case, text: str, actor: Actor, at: dt.datetime) -> Message:
    """Write an internal note; it belongs to the authority that has the case now."""
    case = lock(case, version=None)
    require(rules.may_see(actor, case))
    message = write(case, MessageKind.NOTE, text, actor=actor, at=at)
    record(events.NOTED, case, actor=actor, at=at)
    return message


@transaction.atomic
def ask(
    *, case: Case, text: str, version: int, actor: Actor, at: dt.datetime
) -> Message:
    """Ask the resident something; the clock stands still for ten working days at most."""
    case = lock(case, version=version)
    require(rules.may_ask(actor, case))
    case.state = move(state=case.state, transition=states.ASK)
    save(case, "state")
    message = write(case, MessageKind.QUESTION, text, actor=actor, at=at)
    pausing.begin(case, at=at)
    registering.add_to_diary(case, message, actor=actor, at=at)
    record(events.ASKED, case, actor=actor, at=at)
    emails.send_question(case, message, actor=actor, at=at)
    return message


@transaction.atomic
def reply(
    *,
    case: Case,
    text: str,
    outcome: Outcome,
    version: int,
    in_languages: Mapping[str, str] | None = None,
    actor: Actor,
    at: dt.datetime,
) -> Message:
    """
    Answer the resident with an outcome; the first answer's time is kept for good.

    Everyone whose case is joined with it gets the answer too: in the words that `in_languages`
    holds for the language they read, else in these.

    :raises NotPermitted: also where the body wants another to release what one has written
    """
    case = lock(case, version=version)
    require(rules.may_answer_alone(actor, case))
    return send_answer(
        case, text, outcome, in_languages=in_languages or {}, actor=actor, at=at
    )


def send_answer(
    case: Case,
    text: str,
    outcome: Outcome,
    *,
    in_languages: Mapping[str, str],
    actor: Actor,
    at: dt.datetime,
) -> Message:
    """Answer a locked case and those joined with it, whoever was asked before."""
    joined = [lock(one, version=None) for one in merging.waiting(case)]
    message = _send_one_answer(case, text, outcome, actor=actor, at=at)
    for one in joined:
        theirs = in_languages.get(queries.language_of(one), "").strip() or text
        _send_one_answer(one, theirs, outcome, actor=actor, at=at)
    return message


def _send_one_answer(
    case: Case, text: str, outcome: Outcome, *, actor: Actor, at: dt.datetime
) -> Message:
    settle(case, outcome, answered_at=at, at=at)
    message = write(case, MessageKind.REPLY, text, actor=actor, at=at)
    registering.add_to_diary(case, message, actor=actor, at=at)
    record(events.ANSWERED, case, actor=actor, at=at, outcome=outcome.value)
    emails.send_answered(case, message, actor=actor, at=at)
    return message


def settle(
    case: Case, outcome: Outcome, *, answered_at: dt.datetime, at: dt.datetime
) -> None:
    """Let a locked case be answered, as of when it was; the first answer's time stays."""
    pausing.end(case, at=at)
    case.state = move(state=case.state, transition=states.ANSWER)
    case.outcome = outcome
    case.answered_at = answered_at
    case.first_answered_at = case.first_answered_at or answered_at
    save(
        case, "state", "outcome", "answered_at", "first_answered_at", "due_date",
        "first_due_date",
    )  # fmt: skip


@transaction.atomic
def interim(
    *,
    case: Case,
    text: str,
    answer_by: dt.date,
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> Message:
    """
    Tell the resident that more time is needed, and the new day of the answer.

    The day is at most ten working days after the one promised, or after today where that has
    passed. Figures go on measuring by the first promise. Those whose cases are joined with it
    are told as well, where the day is possible for them too.

    :raises DayNotPossible: the new day is no later than the old, or too late
    """
    case = lock(case, version=version)
    require(rules.may_send_interim(actor, case))
    if not is_possible_day(case, answer_by, at=at):
        raise DayNotPossible(answer_by)
    message = _send_interim(case, text, answer_by, actor=actor, at=at)
    for joined in merging.waiting(case):
        if is_possible_day(joined, answer_by, at=at):
            one = lock(joined, version=None)
            _send_interim(one, text, answer_by, actor=actor, at=at)
    return message


def _send_interim(
    case: Case, text: str, answer_by: dt.date, *, actor: Actor, at: dt.datetime
) -> Message:
    if may_move(state=case.state, transition=states.BEGIN):
        case.state = states.BEGIN.target
    if case.first_answered_at is None:
        case.first_due_date = case.first_due_date or case.due_date
    case.due_date = answer_by
    save(case, "state", "due_date", "first_due_date")
    message = write(case, MessageKind.INTERIM, text, actor=actor, at=at)
    registering.add_to_diary(case, message, actor=actor, at=at)
    record(
        events.INTERIM_SENT, case, actor=actor, at=at, answer_by=answer_by.isoformat()
    )
    emails.send_interim(case, message, actor=actor, at=at)
    return message


def is_possible_day(case: Case, day: dt.date, *, at: dt.datetime) -> bool:
    """Tell whether the answer may be put off to this day."""
    if case.due_date is None:
        return False
    return case.due_date < day <= latest_day(case, at=at)


def latest_day(case: Case, *, at: dt.datetime) -> dt.date:
    """Return the last day that an interim reply may promise."""
    today = calendar.local_date(at)
    return calendar.add_working_days(
        max(case.due_date or today, today), LONGEST_DELAY, closed=bodies.closed_days()
    )


@transaction.atomic
def add(
    *,
    case: Case,
    text: str,
    files: tuple[StoredFile, ...] = (),
    at: dt.datetime,
    actor: Actor = ANYONE,
) -> Message:
    """
    Let the one who wrote add to the case; a question from us is thereby answered.

    Whoever holds the secret link may do this, so no rule asks who the actor is.
    """
    case = lock(case, version=None)
    require(rules.resident_may_add(case))
    text, _ = without_identity_numbers(text)
    message = write(case, MessageKind.ADDITION, text, actor=actor, at=at)
    Attachment.objects.bulk_create(
        Attachment(message=message, file=file) for file in files
    )
    registering.add_to_diary(case, message, actor=actor, at=at)
    record(events.ADDED, case, actor=actor, at=at)
    flagging.flag(case, text, actor=actor, at=at)
    if may_move(state=case.state, transition=states.RESUME):
        pausing.end(case, at=at)
        case.state = states.RESUME.target
        save(case, "state", "due_date", "first_due_date")
        record(events.RESUMED, case, actor=actor, at=at)
    elif case.state == CaseState.REVIEWING and pausing.end(case, at=at):
        save(case, "due_date", "first_due_date")
        record(events.RESUMED, case, actor=actor, at=at)
    else:
        save(case)
    return message


@transaction.atomic
def resume_overdue_pauses(*, at: dt.datetime, actor: Actor) -> int:
    """Start the clock of cases that waited for the resident as long as they may."""
    today = calendar.local_date(at)
    overdue = Case.objects.filter(
        state__in=(CaseState.WAITING, CaseState.REVIEWING),
        pauses__ended_at__isnull=True, pauses__until_date__lt=today,
    )  # fmt: skip
    for waiting in overdue:
        case = lock(waiting, version=None)
        pausing.end(case, at=at)
        if may_move(state=case.state, transition=states.RESUME):
            case.state = states.RESUME.target
        save(case, "state", "due_date", "first_due_date")
        record(events.RESUMED, case, actor=actor, at=at)
    return len(overdue)


def write(
    case: Case, kind: MessageKind, text: str, *, actor: Actor, at: dt.datetime
) -> Message:
    """
    Write words into a case that is locked; a note belongs to the authority that has it now.

    :raises NothingWritten: there are none
    """
    if not text.strip():
        raise NothingWritten
    return Message.objects.create(
        case=case,
        kind=kind,
        text=text,
        author_id=actor.user_id,
        authority=case.authority if kind == MessageKind.NOTE else None,
        language=_language_of(text, case),
        written_at=at,
    )


def _language_of(text: str, case: Case) -> str:
    # An Arabic question may be answered in Swedish: screen readers must know which is which.
    guess = guess_language(text)
    return case.language if guess.language == "und" else guess.language
