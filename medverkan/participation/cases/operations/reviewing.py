"""A case is reviewed for publication by one officer at a time."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.permissions import Actor, require
from medverkan.participation.cases import emails, events, rules
from medverkan.participation.cases.models import Case, Message, Review
from medverkan.participation.cases.operations import pausing, registering
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.operations.talking import write
from medverkan.participation.cases.states import CaseState, MessageKind


class ReviewTaken(Exception):
    """Another officer is reviewing the case; `review` says who and since when."""

    def __init__(self, review: Review) -> None:
        self.review = review
        super().__init__(review.case_id)


@transaction.atomic
def take_review(
    *, case: Case, take_over: bool = False, actor: Actor, at: dt.datetime
) -> Review:
    """
    Take the case for review, for half an hour; taking it again begins the time anew.

    `take_over` takes it from whoever has it, who is told on the page.

    :raises NotPermitted: the actor does not review this case
    :raises ReviewTaken: another has it, and it is not to be taken over
    """
    case = lock(case, version=None)
    require(rules.may_review(actor, case))
    assert actor.user_id is not None
    review = Review.objects.filter(case=case).select_related("reviewer").first()
    if review is None:
        review = Review(case=case)
    elif review.reviewer_id != actor.user_id:
        if review.is_held(at) and not take_over:
            raise ReviewTaken(review)
        review.taken_from_id = review.reviewer_id if review.is_held(at) else None
    is_new = review.pk is None or review.reviewer_id != actor.user_id
    review.reviewer_id, review.taken_at = actor.user_id, at
    if review.taken_from_id == actor.user_id:
        review.taken_from_id = None
    review.save()
    if is_new:
        kind = events.REVIEW_TAKEN_OVER if review.taken_from_id else events.REVIEW_TAKEN
        record(kind, case, actor=actor, at=at)
    return review


@transaction.atomic
def release_review(*, case: Case, actor: Actor, at: dt.datetime) -> None:
    """Let go of the review, so that another may take it; nothing where one has none."""
    case = lock(case, version=None)
    require(rules.may_review(actor, case))
    gone, _by_kind = Review.objects.filter(case=case, reviewer=actor.user_id).delete()
    if gone:
        record(events.REVIEW_RELEASED, case, actor=actor, at=at)


@transaction.atomic
def ask_author(
    *, case: Case, text: str, version: int, actor: Actor, at: dt.datetime
) -> Message:
    """
    Ask the one who wrote something before it is decided whether to publish.

    The clock of a proposal under review stands still, for ten working days at most; where an
    answer is owed besides, its clock goes on.

    :raises ReviewTaken: another officer is reviewing it
    """
    case = lock(case, version=version)
    require(rules.may_ask_author(actor, case))
    review = Review.objects.filter(case=case).select_related("reviewer").first()
    if (
        review is not None
        and review.reviewer_id != actor.user_id
        and review.is_held(at)
    ):
        raise ReviewTaken(review)
    message = write(case, MessageKind.QUESTION, text, actor=actor, at=at)
    if case.state == CaseState.REVIEWING:
        pausing.begin(case, at=at)
    save(case)
    registering.add_to_diary(case, message, actor=actor, at=at)
    record(events.ASKED, case, actor=actor, at=at)
    emails.send_question(case, message, actor=actor, at=at)
    return message


def end_review(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """
    End the review of a case that is being decided on now; the caller has locked the case.

    :raises ReviewTaken: another officer is reviewing it
    """
    if case.state == CaseState.REVIEWING and pausing.end(case, at=at):
        save(case, "due_date", "first_due_date")
    review = Review.objects.filter(case=case).select_related("reviewer").first()
    if review is None:
        return
    if review.reviewer_id != actor.user_id and review.is_held(at):
        raise ReviewTaken(review)
    review.delete()
