import datetime as dt

import pytest

from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.ballots import operations as ballots
from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.forms import RowForm
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.cases import operations
from medverkan.participation.cases.operations import Decided
from medverkan.participation.cases.states import (
    BoardOutcome,
    CaseState,
    Publication,
)
from medverkan.reference.bodies.roles import Role
from tests.factories.ballots import OFFICER
from tests.factories.bodies import actor
from tests.factories.cases import AT, lodged, officer_of
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db


def publish(case):
    operations.publish(
        case=case,
        title="Fler bänkar längs ån",
        text="Sätt ut fler bänkar.",
        version=case.version,
        actor=officer_of(case),
        at=AT,
    )
    case.refresh_from_db()
    return case


def proposal(**values):
    return lodged(pathway=RuleSetFactory(gathering=True, votes=150, **values).pathway)


def prepared():
    case = publish(proposal())
    operations.reach(case=case, threshold=150, at=AT)
    operations.hand_over(case=case, counted=150, at=AT)
    case.refresh_from_db()
    return case


def decide(case, outcome, *, by=None, paragraph="112"):
    operations.record_decision(
        case=case,
        decided=Decided(
            outcome=outcome,
            body=case.authority,
            date=AT.date(),
            paragraph=paragraph,
            reasons="Bänkar gör att fler orkar gå.",
        ),
        version=None,
        actor=by or actor(Role.BOARD_SECRETARY, body=case.authority),
        at=AT,
    )
    case.refresh_from_db()
    return case


class TestLodge:
    def test_puts_a_proposal_under_review_with_the_days_to_publish(self):
        case = proposal()

        assert case.state == CaseState.REVIEWING
        assert case.publication == Publication.AWAITING_REVIEW
        assert case.due_date == dt.date(2026, 11, 17)


class TestVotesRegisteredByStaff:
    def register(self, case, channel):
        row = ballots.Row(email="anna@example.org", sheet_row="Blad 1, rad 1")
        ballots.register_row(
            ballot=case.ballot, channel=channel, row=row, actor=OFFICER, at=AT
        )

    def test_are_counted_where_the_rules_take_their_way(self):
        case = publish(proposal(allows_paper=True))

        self.register(case, Channel.PAPER)

        assert count_of(case.ballot).counted == 1

    @pytest.mark.parametrize("channel", [Channel.PHONE, Channel.LIST])
    def test_are_refused_where_they_do_not(self, channel):
        case = publish(proposal(allows_paper=True))

        with pytest.raises(ballots.WrongScheme):
            self.register(case, channel)

        assert count_of(case.ballot).received == 0

    def test_are_offered_the_ways_of_the_rules(self):
        case = publish(proposal(allows_phone=True, allows_list=True))

        offered = [
            value for value, _ in RowForm(ballot=case.ballot)["channel"].field.choices
        ]

        assert offered == ["list", "phone"]


class TestPublish:
    def test_opens_the_voting_until_the_end_of_its_last_day(self):
        case = publish(proposal())

        assert case.state == CaseState.GATHERING
        assert case.ballot.threshold == 150
        assert case.ballot.closes_at == dt.datetime(2027, 2, 8, 23, tzinfo=dt.UTC)

    def test_sends_a_proposal_that_needs_no_votes_to_its_body(self):
        rule_set = RuleSetFactory(statutory=True, publication="reviewed")

        case = publish(lodged(pathway=rule_set.pathway))

        assert case.state == CaseState.PREPARING
        assert case.ballot is None


class TestReach:
    def test_happens_once(self):
        case = publish(proposal())

        operations.reach(case=case, threshold=150, at=AT)
        again = operations.reach(case=case, threshold=150, at=AT)

        assert again.state == CaseState.REACHED


class TestEndVoting:
    def test_tells_kindly_that_it_was_not_enough(self):
        case = publish(proposal())

        operations.end_voting(case=case, counted=132, at=AT)

        case.refresh_from_db()
        assert case.state == CaseState.NOT_REACHED
        assert "132" in Delivery.objects.get(letter="case.not_reached").text

    def test_does_nothing_to_one_that_reached_it(self):
        case = prepared()

        operations.end_voting(case=case, counted=149, at=AT)

        case.refresh_from_db()
        assert case.state == CaseState.PREPARING


class TestRecordDecision:
    def test_is_never_an_officers(self):
        case = prepared()

        with pytest.raises(NotPermitted):
            decide(case, BoardOutcome.APPROVED, by=officer_of(case))

    def test_of_no_ends_the_case_and_tells_why(self):
        case = decide(prepared(), BoardOutcome.REJECTED)

        letter = Delivery.objects.get(letter="case.decided")
        assert case.state == CaseState.DONE
        assert "fler orkar gå" in letter.text

    def test_sent_back_prepares_it_again(self):
        case = decide(prepared(), BoardOutcome.SENT_BACK)

        assert case.state == CaseState.PREPARING

    def test_of_yes_leads_to_steps_until_all_are_done(self):
        case = decide(prepared(), BoardOutcome.APPROVED)
        officer = officer_of(case)
        step = operations.plan_step(
            case=case,
            text="Sex bänkar ställs ut",
            due_date=dt.date(2027, 6, 1),
            version=None,
            actor=officer,
            at=AT,
        )
        case.refresh_from_db()
        assert case.state == CaseState.IMPLEMENTING

        operations.finish_step(
            case=case, step=step, version=case.version, actor=officer, at=AT
        )

        case.refresh_from_db()
        assert case.state == CaseState.DONE
