"""Join a proposal that gathers votes to another, by its author's yes: nothing is added."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from medverkan.foundation import calendar
from medverkan.foundation.permissions import ANYONE, SYSTEM, Actor, require
from medverkan.foundation.states import move
from medverkan.participation.ballots import operations as ballots
from medverkan.participation.cases import emails, events, rules, states
from medverkan.participation.cases.models import Case, MergeOffer
from medverkan.participation.cases.operations import registering
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.operations.merging import CannotBeJoined
from medverkan.participation.cases.states import CaseState, Channel

TO_ANSWER_WITHIN = dt.timedelta(days=30)


class OfferIsOver(Exception):
    """The suggestion was taken back, or its last day has passed."""


@transaction.atomic
def offer_merge(
    *, case: Case, into: Case, text: str, version: int, actor: Actor, at: dt.datetime
) -> MergeOffer:
    """
    Suggest to the author of a proposal that it be joined with another, and say why.

    The author has thirty days for the answer, or as long as votes are gathered.

    :raises NotPermitted: the actor may not, or another suggestion waits for an answer
    :raises CannotBeJoined: the other is its own, another authority's or gathers no votes
    """
    case, into = _lock_both(case, into, version=version)
    require(rules.may_offer_merge(actor, case))
    _check(case, into, at=at)
    offer = MergeOffer.objects.create(
        case=case, into=into, text=text, offered_at=at, last_date=_last_date(case, at)
    )
    save(case)
    record(events.MERGE_OFFERED, case, actor=actor, at=at, into=into.pk)
    emails.offers.suggest_joining(case, offer, actor=actor, at=at)
    return offer


@transaction.atomic
def answer_merge(
    *, case: Case, offer: int, is_accepted: bool, at: dt.datetime
) -> MergeOffer:
    """
    Let the author say yes or no; whoever holds the secret link may. A yes joins them.

    Said twice it is said once.

    :raises MergeOffer.DoesNotExist: it is about another case
    :raises OfferIsOver: it was taken back, or its last day has passed
    :raises CannotBeJoined: too much has happened with one of them since
    """
    seen = MergeOffer.objects.select_related("into").get(pk=offer, case=case)
    case, into = _lock_both(case, seen.into, version=None)
    found = MergeOffer.objects.get(pk=offer)
    if found.answered_at is not None:
        return found
    today = calendar.local_date(at)
    if not found.is_open or today > found.last_date:
        raise OfferIsOver(case.reference)
    _answer(found, is_accepted=is_accepted, at=at)
    if is_accepted:
        _agree(case, into, by=Channel.WEB, on=today, actor=ANYONE, at=at)
    else:
        save(case)
        record(events.MERGE_DECLINED, case, actor=ANYONE, at=at, into=into.pk)
    return found


@transaction.atomic
def note_merge_yes(
    *,
    case: Case,
    channel: Channel,
    said_date: dt.date,
    version: int,
    actor: Actor,
    at: dt.datetime,
    into: Case | None = None,
) -> MergeOffer:
    """
    Note an author's yes that came in another way than by the link, and join them.

    Where a suggestion waits the yes is to that; else `into` is what the author spoke of.

    :raises NotPermitted: the actor may not
    :raises CannotBeJoined: there is no other, or too much has happened with one of them
    """
    waiting = MergeOffer.objects.filter(case=case, answered_at=None, ended_at=None)
    offer = waiting.select_related("into").first()
    other = offer.into if offer is not None else into
    if other is None:
        raise CannotBeJoined(case, "")
    case, other = _lock_both(case, other, version=version)
    require(rules.may_merge_proposal(actor, case))
    if offer is None:
        offer = MergeOffer(case=case, into=other, offered_at=at, last_date=said_date)
    _answer(offer, is_accepted=True, at=at)
    _agree(case, other, by=channel, on=said_date, actor=actor, at=at)
    return offer


@transaction.atomic
def withdraw_merge_offer(
    *, case: Case, version: int, actor: Actor, at: dt.datetime
) -> Case:
    """Take back a suggestion that the author has not answered."""
    case = lock(case, version=version)
    require(rules.may_withdraw_merge_offer(actor, case))
    _end(MergeOffer.objects.get(case=case, answered_at=None, ended_at=None), at=at)
    save(case)
    record(events.MERGE_OFFER_WITHDRAWN, case, actor=actor, at=at)
    return case


def end_merge_offers(*, at: dt.datetime) -> int:
    """End what was not answered in time, or can be no more; return how many."""
    moot = ~Q(case__state=CaseState.GATHERING) | ~Q(into__state=CaseState.GATHERING)
    late = Q(last_date__lt=calendar.local_date(at))
    over = MergeOffer.objects.filter(late | moot, answered_at=None, ended_at=None)
    return sum(_lapse(offer, at=at) for offer in over.select_related("case"))


@transaction.atomic
def _lapse(offer: MergeOffer, *, at: dt.datetime) -> bool:
    case = lock(offer.case, version=None)
    offer.refresh_from_db(fields=["answered_at", "ended_at"])
    if not offer.is_open:
        return False
    _end(offer, at=at)
    save(case)
    record(events.MERGE_OFFER_LAPSED, case, actor=SYSTEM, at=at)
    return True


def _lock_both(case: Case, into: Case, *, version: int | None) -> tuple[Case, Case]:
    # In one order for everybody: two who join the same two crosswise must not lock each other.
    versions = {into.pk: None, case.pk: version}
    locked = {pk: lock(Case(pk=pk), version=versions[pk]) for pk in sorted(versions)}
    return locked[case.pk], locked[into.pk]


def _check(case: Case, into: Case, *, at: dt.datetime) -> None:
    reason = rules.why_not_merged(case, into=into, at=at)
    if reason:
        raise CannotBeJoined(into, reason)


def _last_date(case: Case, at: dt.datetime) -> dt.date:
    """Return the last day to answer: the ballot's own, where that comes first."""
    last = at + TO_ANSWER_WITHIN
    if case.ballot is not None:
        last = min(last, case.ballot.closes_at - dt.timedelta(microseconds=1))
    return calendar.local_date(last)


def _answer(offer: MergeOffer, *, is_accepted: bool, at: dt.datetime) -> None:
    offer.answered_at, offer.is_accepted = at, is_accepted
    offer.save()


def _end(offer: MergeOffer, *, at: dt.datetime) -> None:
    offer.ended_at = at
    offer.save(update_fields=["ended_at"])


def _agree(
    case: Case, into: Case, *, by: Channel, on: dt.date, actor: Actor, at: dt.datetime
) -> None:
    """
    Note the yes and end a locked proposal.

    Its ballot takes no new votes, its count stays shown and is never added to the other.
    The page stays and leads to the other; those who follow it are offered to vote there.
    """
    _check(case, into, at=at)
    record(
        events.MERGE_AGREED, case, actor=actor, at=at,
        into=into.pk, channel=by.value, date=on.isoformat(),
    )  # fmt: skip
    case.state = move(state=case.state, transition=states.MERGE)
    case.merged_into = into
    case.ended_at = at
    save(case, "state", "merged_into", "ended_at")
    if case.ballot is not None:
        ballots.end_early(ballot=case.ballot, actor=actor, at=at)
    record(events.PROPOSAL_MERGED, case, actor=actor, at=at, into=into.pk)
    registering.close_in_diary(case, actor=actor, at=at)
    emails.offers.tell_joined(case, into=into, actor=actor, at=at)
