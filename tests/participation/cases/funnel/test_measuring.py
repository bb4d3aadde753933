import datetime as dt

import pytest

from medverkan.participation.cases import operations
from medverkan.participation.cases.figures import Period
from medverkan.participation.cases.funnel.measuring import Grouping, measure
from medverkan.participation.cases.funnel.steps import Leg, Place, Step
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.operations import Decided
from medverkan.participation.cases.states import BoardOutcome, CaseState
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import AreaFactory, actor
from tests.factories.cases import lodged, officer_of
from tests.factories.pathways import RefusalGroundFactory, RuleSetFactory

pytestmark = pytest.mark.django_db

YEAR = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def day(number: int) -> dt.datetime:
    return dt.datetime(2026, 11, number, 12, tzinfo=dt.UTC)


@pytest.fixture
def rule_set():
    ground = RefusalGroundFactory(code="outside_competence")
    return RuleSetFactory(gathering=True, votes=150, grounds=[ground])


@pytest.fixture
def proposal(rule_set):
    """Lodged on Monday 2 November."""
    return lodged(at=day(2), pathway=rule_set.pathway)


def publish(case, on=3):
    operations.publish(
        case=case,
        title="Fler bänkar",
        text="Sätt ut fler bänkar.",
        version=case.version,
        actor=officer_of(case),
        at=day(on),
    )
    case.refresh_from_db()


def reach(case, on=9):
    operations.reach(case=case, threshold=150, at=day(on))
    operations.hand_over(case=case, counted=150, at=day(on + 1))
    case.refresh_from_db()


def decide(case, outcome=BoardOutcome.APPROVED, on=20, paragraph="112"):
    operations.record_decision(
        case=case,
        decided=Decided(
            outcome=outcome,
            body=case.authority,
            date=day(on).date(),
            paragraph=paragraph,
            reasons="Bänkar behövs.",
        ),
        version=None,
        actor=actor(Role.BOARD_SECRETARY, body=case.authority),
        at=day(on),
    )
    case.refresh_from_db()


def plan(case, text="Bänkar beställs"):
    step = operations.plan_step(
        case=case,
        text=text,
        due_date=day(30).date(),
        version=None,
        actor=officer_of(case),
        at=day(23),
    )
    case.refresh_from_db()
    return step


def finish(case, step, on=25):
    operations.finish_step(
        case=case, step=step, version=case.version, actor=officer_of(case), at=day(on)
    )
    case.refresh_from_db()


def total(**values):
    return measure(YEAR, by=Grouping.PATHWAY, **values).total


class TestSteps:
    def test_count_how_far_a_proposal_came(self, proposal):
        publish(proposal)
        reach(proposal)
        decide(proposal)
        finish(proposal, plan(proposal))

        assert dict(total().steps) == dict.fromkeys(Step, 1)

    def test_end_where_it_is(self, proposal):
        publish(proposal)

        assert dict(total().steps) == {Step.RECEIVED: 1, Step.PUBLISHED: 1}

    def test_take_the_hand_over_for_enough_votes(self, proposal):
        publish(proposal)
        operations.hand_over(case=proposal, counted=150, at=day(9))

        assert total().steps[Step.REACHED] == 1

    def test_are_without_votes_where_none_are_gathered(self):
        rule_set = RuleSetFactory(decider="body", publication="reviewed")
        publish(lodged(at=day(2), pathway=rule_set.pathway))

        assert total().steps[Step.HANDED_OVER] == 1
        assert total().count(Step.REACHED) is None

    def test_leave_out_what_an_officer_answers(self):
        lodged(at=day(2))

        assert total().received == 0

    def test_leave_out_what_came_in_before(self, rule_set):
        lodged(
            at=dt.datetime(2025, 12, 31, 22, 59, tzinfo=dt.UTC),
            pathway=rule_set.pathway,
        )
        lodged(
            at=dt.datetime(2025, 12, 31, 23, 0, tzinfo=dt.UTC), pathway=rule_set.pathway
        )

        assert total().received == 1

    def test_do_not_count_what_was_sent_back_as_decided(self, proposal):
        publish(proposal)
        reach(proposal)
        decide(proposal, BoardOutcome.SENT_BACK)

        assert total().steps[Step.DECIDED] == 0
        assert total().places == {Place.WITH_BODY: 1}

    def test_take_the_last_decision(self, proposal):
        publish(proposal)
        reach(proposal)
        decide(proposal, BoardOutcome.SENT_BACK, on=16, paragraph="98")
        decide(proposal, BoardOutcome.REJECTED)

        assert dict(total().outcomes) == {BoardOutcome.REJECTED: 1}

    def test_tell_something_done_from_all_done(self, proposal):
        publish(proposal)
        reach(proposal)
        decide(proposal)
        step = plan(proposal)
        plan(proposal, "Bänkar ställs ut")
        finish(proposal, step)

        assert (total().steps[Step.ACTED_ON], total().steps[Step.DONE]) == (1, 0)
        assert (total().share_acted_on, total().share_of_received) == (100, 100)


class TestPlaces:
    @pytest.mark.parametrize("state", CaseState)
    def test_hold_every_proposal_once(self, proposal, state):
        Case.objects.update(
            state=state, ended_at=day(9), answered_at=day(9), outcome="fixed"
        )

        assert total().places.total() == total().received == 1

    def test_tell_refused_from_otherwise_ended(self, proposal):
        operations.refuse_publication(
            case=proposal,
            ground="outside_competence",
            version=proposal.version,
            actor=officer_of(proposal),
            at=day(3),
        )

        assert total().places == {Place.REFUSED: 1}
        assert total().grounds == {"outside_competence": 1}

    def test_tell_a_no_from_carried_out(self, proposal):
        publish(proposal)
        reach(proposal)
        decide(proposal, BoardOutcome.REJECTED)

        assert total().places == {Place.DECIDED_ONLY: 1}

    def test_tell_of_a_proposal_without_enough_votes(self, proposal):
        publish(proposal)
        operations.end_voting(case=proposal, counted=12, at=day(30))

        assert total().places == {Place.NOT_REACHED: 1}

    def test_tell_of_a_withdrawn_one(self, proposal):
        operations.withdraw(case=proposal, at=day(3))

        assert total().places == {Place.WITHDRAWN: 1}


class TestDays:
    def test_are_working_days_of_each_part_of_the_way(self, proposal):
        publish(proposal)
        reach(proposal)
        decide(proposal)
        finish(proposal, plan(proposal))

        assert [total().median_days(leg) for leg in Leg] == [1, 4, 1, 8, 3]

    def test_are_none_of_what_has_not_happened(self, proposal):
        assert {total().median_days(leg) for leg in Leg} == {None}


class TestGroups:
    def test_are_the_body_that_decides(self, proposal):
        assert list(measure(YEAR, by=Grouping.BODY).groups) == [proposal.authority_id]

    def test_are_the_year_in_sweden(self, rule_set):
        lodged(
            at=dt.datetime(2025, 12, 31, 23, 0, tzinfo=dt.UTC), pathway=rule_set.pathway
        )

        assert list(measure(YEAR, by=Grouping.YEAR).groups) == [2026]

    def test_fold_small_areas_and_one_more(self, rule_set):
        small, next_smallest, large = (AreaFactory() for _ in range(3))
        made = [lodged(at=day(2), pathway=rule_set.pathway) for _ in range(12)]
        for area, some in (
            (small, made[:1]),
            (next_smallest, made[1:6]),
            (large, made[6:]),
        ):
            Case.objects.filter(pk__in=[case.pk for case in some]).update(area=area)

        measured = measure(YEAR, by=Grouping.AREA)

        assert {key: f.received for key, f in measured.groups.items()} == {large.pk: 6}
        assert measured.folded is not None
        assert measured.folded.received == 6

    def test_hide_the_area_of_what_is_protected(self, rule_set):
        area = AreaFactory()
        for _ in range(6):
            lodged(at=day(2), pathway=rule_set.pathway)
        Case.objects.update(area=area, is_protected=True)

        measured = measure(YEAR, by=Grouping.AREA)

        assert measured.groups == {}
        assert measured.total.received == 6

    def test_take_two_queries_however_many(self, rule_set, django_assert_num_queries):
        for _ in range(3):
            publish(lodged(at=day(2), pathway=rule_set.pathway))

        with django_assert_num_queries(2):
            measure(YEAR, by=Grouping.PATHWAY)
