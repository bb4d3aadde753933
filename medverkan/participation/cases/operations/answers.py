"""Answers by two persons, answers by word of mouth, and marks for follow-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction

from medverkan.foundation.permissions import Actor, require
from medverkan.participation.cases import emails, events, rules
from medverkan.participation.cases.models import Case, Message, ReplyDraft, Tag
from medverkan.participation.cases.operations import registering
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.operations.talking import (
    NothingWritten,
    send_answer,
    settle,
    write,
)
from medverkan.participation.cases.states import MessageKind, Outcome


class NotSpokenThen(Exception):
    """An answer cannot have been given before the case arrived, nor later than now."""


@transaction.atomic
def draft_reply(
    *,
    case: Case,
    text: str,
    outcome: Outcome,
    version: int,
    in_languages: Mapping[str, str] | None = None,
    actor: Actor,
    at: dt.datetime,
) -> ReplyDraft:
    """Write an answer for another to release; a new draft takes the place of the old."""
    case = lock(case, version=version)
    require(rules.may_draft(actor, case))
    if not text.strip():
        raise NothingWritten
    draft, _ = ReplyDraft.objects.update_or_create(
        case=case,
        defaults={
            "text": text,
            "in_languages": dict(in_languages or {}),
            "outcome": outcome,
            "drafted_by_id": actor.user_id,
            "drafted_at": at,
        },
    )
    save(case)
    record(events.REPLY_DRAFTED, case, actor=actor, at=at)
    return draft


@transaction.atomic
def release_reply(
    *, case: Case, version: int, actor: Actor, at: dt.datetime
) -> Message:
    """
    Send the answer that another wrote, as it stands.

    :raises NotPermitted: the actor wrote it, or there is none
    """
    case = lock(case, version=version)
    require(rules.may_release(actor, case))
    draft = ReplyDraft.objects.select_for_update(of=("self",)).get(case=case)
    draft.delete()
    outcome = Outcome(draft.outcome)
    return send_answer(
        case, draft.text, outcome, in_languages=draft.in_languages, actor=actor, at=at
    )


@transaction.atomic
def note_oral_answer(
    *,
    case: Case,
    text: str,
    outcome: Outcome,
    spoken_at: dt.datetime,
    wants_it_in_writing: bool,
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> Message:
    """
    Note an answer given by telephone or at a desk: what was said, when and by whom.

    It counts as the answer from when it was said. Whoever wrote is offered it in writing, and
    gets a letter only if they want one.

    :raises NotSpokenThen: before the case arrived, or still to come
    """
    case = lock(case, version=version)
    require(rules.may_note_oral_answer(actor, case))
    if not case.arrived_at <= spoken_at <= at:
        raise NotSpokenThen(spoken_at)
    settle(case, outcome, answered_at=spoken_at, at=at)
    ReplyDraft.objects.filter(case=case).delete()
    message = write(case, MessageKind.ORAL, text, actor=actor, at=at)
    registering.add_to_diary(case, message, actor=actor, at=at)
    record(
        events.ANSWERED,
        case,
        actor=actor,
        at=at,
        occurred_at=spoken_at,
        outcome=outcome.value,
    )
    if wants_it_in_writing:
        emails.send_answered(case, message, actor=actor, at=at)
    return message


@transaction.atomic
def tag(
    *,
    case: Case,
    tags: Collection[Tag],
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> Case:
    """Mark the case for follow-up with these and no other; the same again changes nothing."""
    case = lock(case, version=version)
    require(rules.may_tag(actor, case))
    wanted = {one.pk: one.slug for one in tags}
    if set(wanted) == set(case.tags.values_list("pk", flat=True)):
        return case
    case.tags.set(wanted)
    save(case)
    slugs = ", ".join(sorted(wanted.values()))
    record(events.TAGGED, case, actor=actor, at=at, tags=slugs)
    return case
