"""What must be seen at once, or belongs to somebody else: alarms and wrong doors."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.accounts.models import User
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor, require
from medverkan.participation.cases import emails, events, rules
from medverkan.participation.cases.models import (
    Case,
    CaseAlarm,
    DoorFlag,
    Message,
    WrongDoor,
)
from medverkan.participation.cases.operations.kept_rows import fill, locked_or_new
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.sorting import doors
from medverkan.participation.cases.sorting.alarms import heard
from medverkan.participation.cases.states import AlarmKind, MessageKind
from medverkan.reference.bodies import queries as bodies

_MOST_TOLD = 30


def flag(case: Case, text: str, *, actor: Actor, at: dt.datetime) -> None:
    """
    Raise an alarm for what must be seen at once, and flag what belongs to somebody else.

    Called in the transaction in which words arrive. Those on duty are told by letter,
    without the words. An appeal and the like waits at the top until somebody has handed it
    over (förvaltningslagen 6 and 8 §§).
    """
    alarm = heard(text)
    if alarm is not None and _raise(case, alarm.kind, at=at):
        record(events.ALARM_RAISED, case, actor=actor, at=at, alarm=alarm.kind.value)
        emails.staff.send_alarm(case, to=on_duty(case, at=at), actor=actor, at=at)
    wrong = doors.called_for(text, at=at)
    DoorFlag.objects.bulk_create(
        [DoorFlag(case=case, door=door, flagged_at=at) for door in wrong],
        ignore_conflicts=True,
    )
    if any(door.must_be_handed_over for door in wrong) and not case.needs_hand_over:
        case.needs_hand_over = True
        case.save(update_fields=["needs_hand_over"])
        record(events.FLAGGED, case, actor=actor, at=at)


def _raise(case: Case, kind: AlarmKind, *, at: dt.datetime) -> bool:
    """Raise an alarm, anew if one was answered before; tell whether it is news."""
    before = CaseAlarm.objects.filter(case=case).first()
    if before is not None and before.answered_at is None:
        return False
    alarm = before or CaseAlarm(case=case)
    alarm.kind, alarm.raised_at = kind, at
    alarm.answered_at = alarm.answered_by = alarm.was_false = None
    alarm.save()
    return True


def on_duty(case: Case, *, at: dt.datetime) -> list[User]:
    """Return those who are told of an alarm: officers of the body, else of the front desk."""
    officers = list(bodies.officers_of(case.body, at)[:_MOST_TOLD])
    if not officers:
        officers = list(bodies.officers_of(bodies.front_desk(), at)[:_MOST_TOLD])
    barred = set(case.disqualifications.values_list("user_id", flat=True))
    return [user for user in officers if user.pk not in barred]


@transaction.atomic
def answer_alarm(
    *, case: Case, was_false: bool, version: int, actor: Actor, at: dt.datetime
) -> CaseAlarm:
    """
    Note that somebody has seen to the alarm, or that it was none.

    :raises CaseAlarm.DoesNotExist: nobody has raised any
    """
    case = lock(case, version=version)
    require(rules.may_answer_alarm(actor, case))
    alarm = CaseAlarm.objects.select_for_update(of=("self",)).get(case=case)
    alarm.answered_at, alarm.answered_by_id = at, actor.user_id
    alarm.was_false = was_false
    alarm.save(update_fields=["answered_at", "answered_by", "was_false"])
    save(case)
    record(events.ALARM_ANSWERED, case, actor=actor, at=at, was_false=was_false)
    return alarm


@transaction.atomic
def note_hand_over(
    *, case: Case, to: str, version: int, actor: Actor, at: dt.datetime
) -> Case:
    """
    Note to whom the case was handed over, and tell the one who wrote.

    With an empty `to` nothing had to be handed over after all.
    """
    case = lock(case, version=version)
    require(rules.may_note_hand_over(actor, case))
    case.needs_hand_over = False
    save(case, "needs_hand_over")
    if not to:
        record(events.HAND_OVER_NOT_NEEDED, case, actor=actor, at=at)
        return case
    Message.objects.create(
        case=case,
        kind=MessageKind.NOTE,
        author_id=actor.user_id,
        authority=case.authority,
        text=to,
        written_at=at,
    )
    record(events.HANDED_ON, case, actor=actor, at=at)
    emails.send_handed_on(case, to=to, actor=actor, at=at)
    return case


@transaction.atomic
def save_door(
    *,
    door: WrongDoor | None,
    title: dict[str, str],
    actor: Actor,
    at: dt.datetime,
    **facts: object,
) -> WrongDoor:
    """
    Write a hint, or change one; `facts` are the other fields of `WrongDoor`.

    :raises ValidationError: the facts contradict each other
    """
    require(rules.may_keep_doors(actor))
    door = locked_or_new(door, WrongDoor, title=title, otherwise="dorr")
    fill(door, {"title": title, **facts})
    audit.record(events.DOOR_SAVED, subject=door, actor=actor, at=at)
    return door
