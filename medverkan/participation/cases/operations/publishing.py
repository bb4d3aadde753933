"""What everyone may read of a case: checked, masked, and always decided by a person."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.permissions import Actor, require
from medverkan.foundation.states import may_move, move
from medverkan.participation.cases import emails, events, rules, states
from medverkan.participation.cases.models import Case, Message
from medverkan.participation.cases.operations import proposing, registering
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.operations.reviewing import end_review
from medverkan.participation.cases.states import CaseState, MessageKind


@transaction.atomic
def publish(
    *,
    case: Case,
    title: str,
    text: str,
    answer: str = "",
    shows_place: bool = False,
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> Case:
    """
    Publish the case with a checked title and text, and the checked text of its last answer.

    The original is kept inside, unchanged, and so is the place unless it `shows_place`.

    :raises ReviewTaken: another officer is reviewing it
    """
    case = lock(case, version=version)
    require(rules.may_publish(actor, case))
    end_review(case, actor=actor, at=at)
    case.publication = move(state=case.publication, transition=states.PUBLISH)
    case.published_at = case.published_at or at
    _set_published(case, title=title, text=text, answer=answer, shows_place=shows_place)
    save(
        case, "publication", "published_at", "published_title", "published_text",
        "shows_place",
    )  # fmt: skip
    record(events.PUBLISHED, case, actor=actor, at=at)
    if case.state == CaseState.REVIEWING:
        proposing.leave_review(case, actor=actor, at=at)
    emails.send_published(case, actor=actor, at=at)
    return case


@transaction.atomic
def mask(
    *,
    case: Case,
    title: str,
    text: str,
    answer: str = "",
    shows_place: bool = False,
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> Case:
    """Change what everyone reads of a published case; the original is kept inside."""
    case = lock(case, version=version)
    require(rules.may_unpublish(actor, case))
    _set_published(case, title=title, text=text, answer=answer, shows_place=shows_place)
    save(case, "published_title", "published_text", "shows_place")
    record(events.MASKED, case, actor=actor, at=at)
    return case


@transaction.atomic
def refuse_publication(
    *, case: Case, ground: str, version: int, actor: Actor, at: dt.datetime
) -> Case:
    """
    Refuse to publish on a ground that its rules list by this code; the one who wrote is told.

    A proposal then ends, but for one that is a right by law: only the council may put that
    aside (kommunallagen 8:1), so it goes on to be decided without being published.

    :raises RefusalGround.DoesNotExist: the rules do not list it
    """
    case = lock(case, version=version)
    require(rules.may_refuse_publication(actor, case))
    end_review(case, actor=actor, at=at)
    case.publication = move(
        state=case.publication, transition=states.REFUSE_PUBLICATION
    )
    case.refusal = case.rule_set.refusal_grounds.get(code=ground)
    case.refused_at = at
    save(case, "publication", "refusal", "refused_at")
    record(
        events.PUBLICATION_REFUSED, case, actor=actor, at=at, ground=case.refusal.key
    )
    if case.rule_set.is_statutory:
        proposing.leave_review(case, actor=actor, at=at)
    elif may_move(state=case.state, transition=states.REFUSE):
        case.state = states.REFUSE.target
        case.ended_at = at
        save(case, "state", "ended_at")
        registering.close_in_diary(case, actor=actor, at=at)
    emails.send_not_published(case, actor=actor, at=at)
    return case


@transaction.atomic
def unpublish(*, case: Case, version: int, actor: Actor, at: dt.datetime) -> Case:
    """Take a published case down; its texts stay for a later publication."""
    case = lock(case, version=version)
    require(rules.may_unpublish(actor, case))
    case.publication = move(state=case.publication, transition=states.UNPUBLISH)
    save(case, "publication")
    record(events.UNPUBLISHED, case, actor=actor, at=at)
    return case


def _set_published(
    case: Case, *, title: str, text: str, answer: str, shows_place: bool
) -> None:
    case.published_title = title
    case.published_text = text
    case.shows_place = shows_place
    last_answer = (
        Message.objects.filter(case=case, kind=MessageKind.REPLY)
        .order_by("-written_at", "-pk")
        .first()
    )
    if last_answer is not None and answer != last_answer.published_text:
        last_answer.published_text = answer
        last_answer.save(update_fields=["published_text"])
