"""Only the author's own yes joins a proposal with another: asked for, given, noted, too late."""

from __future__ import annotations

import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import operations, queries, rules
from medverkan.participation.cases.models import Case, MergeOffer
from medverkan.participation.cases.operations import (
    CannotBeJoined,
    ChangedMeanwhile,
    OfferIsOver,
)
from medverkan.participation.cases.states import CaseState, Channel
from tests.factories.cases import AT, gathering, lodged, officer_of
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LATER = AT + DAY


@pytest.fixture
def case():
    rule_set = RuleSetFactory(gathering=True, votes=150)
    return gathering("Bänkar vid ån", pathway=rule_set.pathway)


@pytest.fixture
def into(case):
    return gathering("Fler bänkar", pathway=case.pathway, topic=case.topic)


def offer(case, into, *, at=LATER, **values):
    case.refresh_from_db()
    given = {"version": case.version, "actor": officer_of(case), "text": "Samma sak."}
    return operations.offer_merge(case=case, into=into, at=at, **given | values)


def say(made, is_accepted, *, at=LATER, case=None):
    return operations.answer_merge(
        case=case or made.case, offer=made.pk, is_accepted=is_accepted, at=at
    )


def note(case, **values):
    case.refresh_from_db()
    given = {
        "channel": Channel.PAPER, "said_date": AT.date(), "version": case.version,
        "actor": officer_of(case), "at": LATER,
    }  # fmt: skip
    return operations.note_merge_yes(case=case, **given | values)


def events(case) -> list[str]:
    found = Event.objects.filter(about_case=case.pk, name__contains="merge")
    return [event.name.removeprefix("case.") for event in found.order_by("pk")]


def state(case) -> str:
    return Case.objects.get(pk=case.pk).state


class TestASuggestion:
    def test_joins_nothing_and_asks_the_author_with_its_reason(self, case, into):
        offer(case, into)

        letter = Delivery.objects.get(letter="case.merge_offer")
        assert "Samma sak." in letter.text
        assert f"/arenden/{into.reference}/" in letter.text
        assert "11 december 2026" in letter.text
        assert (state(case), events(case)) == (CaseState.GATHERING, ["merge_offered"])

    def test_waits_alone(self, case, into):
        offer(case, into)

        with pytest.raises(NotPermitted):
            offer(case, into)

    def test_is_answered_no_later_than_votes_are_gathered(self, case, into):
        case.ballot.closes_at = LATER + 5 * DAY
        case.ballot.save(update_fields=["closes_at"])

        assert offer(case, into).last_date == (LATER + 5 * DAY).date()

    def test_is_never_of_what_cannot_be_joined(self, case, into):
        for other in (case, lodged(), gathering_elsewhere()):
            with pytest.raises(CannotBeJoined):
                offer(case, other)
        assert not MergeOffer.objects.exists()

    def test_is_for_officers_who_saw_how_it_is_now(self, case, into):
        with pytest.raises(NotPermitted):
            offer(case, into, actor=officer_of(lodged()))
        with pytest.raises(ChangedMeanwhile):
            offer(case, into, version=case.version - 1)


def gathering_elsewhere():
    rules_of = RuleSetFactory(gathering=True, votes=150)
    return gathering("Fler bänkar", pathway=rules_of.pathway)


class TestAYes:
    def test_joins_them_and_tells_how_it_was_given(self, case, into):
        say(offer(case, into), True)

        agreed = Event.objects.get(name="case.merge_agreed")
        assert state(case) == CaseState.MERGED
        assert events(case) == ["merge_offered", "merge_agreed", "proposal_merged"]
        assert agreed.data == {"into": into.pk, "channel": "web", "date": "2026-11-11"}
        assert agreed.actor_id is None

    def test_said_twice_or_taken_back_is_said_once(self, case, into):
        made = offer(case, into)
        say(made, True)
        say(made, True)

        assert say(made, False).answered_at is not None
        assert MergeOffer.objects.get().is_accepted
        assert events(case).count("proposal_merged") == 1

    def test_counts_to_the_end_of_the_last_day(self, case, into):
        made = offer(case, into)

        say(made, True, at=LATER + 30 * DAY)

        assert state(case) == CaseState.MERGED

    def test_comes_too_late_after_the_last_day(self, case, into):
        made = offer(case, into)

        with pytest.raises(OfferIsOver):
            say(made, True, at=LATER + 31 * DAY)
        assert state(case) == CaseState.GATHERING

    def test_comes_too_late_when_either_gathers_no_votes(self, case, into):
        made = offer(case, into)
        operations.withdraw(case=into, at=LATER)

        with pytest.raises(CannotBeJoined):
            say(made, True)
        operations.withdraw(case=case, at=LATER)
        with pytest.raises(CannotBeJoined):
            say(made, True)

    def test_moves_no_vote_between_the_last_moment_and_the_count(self, case, into):
        made = offer(case, into)
        case.ballot.closes_at = LATER
        case.ballot.save(update_fields=["closes_at"])

        with pytest.raises(CannotBeJoined):
            say(made, True, at=LATER)

    def test_is_only_to_what_was_suggested_to_this_author(self, case, into):
        made = offer(case, into)

        with pytest.raises(MergeOffer.DoesNotExist):
            say(made, True, case=into)

    def test_crosswise_joins_one_of_them(self, case, into):
        one, other = offer(case, into), offer(into, case)
        say(one, True)

        with pytest.raises(CannotBeJoined):
            say(other, True)
        assert (state(case), state(into)) == (CaseState.MERGED, CaseState.GATHERING)


class TestANo:
    def test_leaves_both_as_they_are_and_lets_us_ask_again(self, case, into):
        say(offer(case, into), False)
        offer(case, into)

        assert state(case) == CaseState.GATHERING
        assert events(case) == ["merge_offered", "merge_declined", "merge_offered"]


class TestAYesThatCameInAnotherWay:
    def test_answers_the_suggestion_that_waits(self, case, into):
        made = offer(case, into)

        assert note(case).pk == made.pk
        data = Event.objects.get(name="case.merge_agreed").data
        assert data == {"into": into.pk, "channel": "paper", "date": "2026-11-10"}
        assert state(case) == CaseState.MERGED

    def test_may_come_without_our_asking(self, case, into):
        note(case, into=into)

        assert MergeOffer.objects.get().into == into
        assert state(case) == CaseState.MERGED
        assert not Delivery.objects.filter(letter="case.merge_offer").exists()

    def test_is_to_something(self, case):
        with pytest.raises(CannotBeJoined):
            note(case)

    def test_is_noted_by_officers_of_the_body(self, case, into):
        with pytest.raises(NotPermitted):
            note(case, into=into, actor=officer_of(lodged()))


class TestTakingASuggestionBack:
    def take_back(self, case):
        case.refresh_from_db()
        return operations.withdraw_merge_offer(
            case=case, version=case.version, actor=officer_of(case), at=LATER
        )

    def test_ends_it(self, case, into):
        made = offer(case, into)
        self.take_back(case)

        with pytest.raises(OfferIsOver):
            say(made, True)
        assert rules.may_offer_merge(officer_of(case), case)
        assert events(case) == ["merge_offered", "merge_offer_withdrawn"]

    def test_of_what_is_answered_or_never_was_is_refused(self, case, into):
        with pytest.raises(NotPermitted):
            self.take_back(case)
        say(offer(case, into), False)
        with pytest.raises(NotPermitted):
            self.take_back(case)


class TestTheClock:
    def test_ends_what_was_not_answered_in_time_once(self, case, into):
        offer(case, into)
        assert operations.end_merge_offers(at=LATER + 30 * DAY) == 0

        assert operations.end_merge_offers(at=LATER + 31 * DAY) == 1
        assert operations.end_merge_offers(at=LATER + 32 * DAY) == 0
        assert events(case) == ["merge_offered", "merge_offer_lapsed"]

    def test_ends_what_can_be_answered_no_more(self, case, into):
        offer(case, into)
        operations.withdraw(case=into, at=LATER)

        assert queries.open_merge_offer(case, at=LATER) is None
        assert operations.end_merge_offers(at=LATER) == 1
