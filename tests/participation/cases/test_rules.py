"""The matrix: each role against each kind of case; `may_see` and `visible_to` are one."""

import pytest

from medverkan.foundation.permissions import ANYONE, SYSTEM
from medverkan.participation.cases import operations, rules
from medverkan.participation.cases.models import Case
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import TopicFactory, actor
from tests.factories.cases import AT, assigned_officer, lodged, officer_of
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

SEES_ALL_OF_ITS_BODY = {
    Role.OFFICER,
    Role.REGISTRAR,
    Role.COORDINATOR,
    Role.REVIEWER,
}


@pytest.fixture
def cases():
    """One plain case, one protected, one elsewhere."""
    plain = lodged()
    protected = lodged(topic=TopicFactory(is_protected=True, body=plain.body))
    elsewhere = lodged()
    return {"plain": plain, "protected": protected, "elsewhere": elsewhere}


def seen_by(someone, cases):
    found = set(rules.visible_to(someone).values_list("pk", flat=True))
    said = {name for name, case in cases.items() if rules.may_see(someone, case)}
    assert {name for name, case in cases.items() if case.pk in found} == said
    return said


class TestMaySee:
    @pytest.mark.parametrize("role", list(Role))
    def test_at_a_body_shows_its_cases_to_those_who_work_with_them(self, role, cases):
        if role == Role.CONTACT_CENTRE:
            expected = {"plain", "elsewhere"}
        elif role in SEES_ALL_OF_ITS_BODY:
            expected = {"plain", "protected"}
        else:
            expected = set()

        assert seen_by(actor(role, body=cases["plain"].body), cases) == expected

    @pytest.mark.parametrize("role", list(Role))
    def test_for_the_whole_municipality(self, role, cases):
        if role in SEES_ALL_OF_ITS_BODY:
            expected = {"plain", "protected", "elsewhere"}
        elif role == Role.CONTACT_CENTRE:
            expected = {"plain", "elsewhere"}
        else:
            expected = set()

        assert seen_by(actor(role), cases) == expected

    def test_shows_nothing_to_anyone_and_all_to_the_system(self, cases):
        assert seen_by(ANYONE, cases) == set()
        assert seen_by(SYSTEM, cases) == set(cases)

    def test_hides_a_case_from_somebody_with_a_conflict_of_interest(self, cases):
        user, officer = assigned_officer(cases["plain"])
        operations.declare_conflict(
            case=cases["plain"], user=user, ground="declared", actor=officer, at=AT
        )
        fresh = {name: Case.objects.get(pk=c.pk) for name, c in cases.items()}

        assert seen_by(officer, fresh) == {"protected"}


class TestMaySeeBeforeABody:
    @pytest.fixture
    def cases(self):
        """A proposal with its board, one that gathers votes, one elsewhere."""
        before = proposal_with_its_board()
        gathering = proposal_in(before.body)
        return {
            "before": before,
            "gathering": gathering,
            "elsewhere": proposal_with_its_board(),
        }

    def test_shows_a_secretary_what_is_before_the_board(self, cases):
        secretary = actor(Role.BOARD_SECRETARY, body=cases["before"].authority)

        assert seen_by(secretary, cases) == {"before"}

    def test_shows_a_secretary_of_all_boards_what_is_before_any(self, cases):
        assert seen_by(actor(Role.BOARD_SECRETARY), cases) == {"before", "elsewhere"}

    def test_shows_an_elected_member_none_of_them(self, cases):
        assert seen_by(actor(Role.ELECTED_MEMBER), cases) == set()


def proposal_in(body=None):
    more = {"body": body} if body else {}
    case = lodged(pathway=RuleSetFactory(gathering=True, votes=150).pathway, **more)
    operations.publish(
        case=case, title="Bänkar", text="Fler bänkar.", version=case.version,
        actor=officer_of(case), at=AT,
    )  # fmt: skip
    return Case.objects.get(pk=case.pk)


def proposal_with_its_board():
    case = proposal_in()
    operations.hand_over(case=case, counted=150, at=AT)
    return Case.objects.get(pk=case.pk)
