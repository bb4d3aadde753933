import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.cases import operations
from medverkan.participation.cases.history import past_cases
from medverkan.participation.cases.models import Exemption
from medverkan.participation.cases.states import CaseState
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import actor
from tests.factories.cases import AT, lodged, officer_of
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=2)
WHY = "Det gäller barns finska."


@pytest.fixture
def case():
    rules_of = RuleSetFactory(gathering=True, votes=50, exempts_minority_matters=True)
    return lodged(pathway=rules_of.pathway)


def exempt(case, *, by=None):
    case.refresh_from_db()
    return operations.exempt(
        case=case, reason=WHY, version=case.version, actor=by or officer_of(case),
        at=LATER,
    )  # fmt: skip


def publish(case):
    case.refresh_from_db()
    return operations.publish(
        case=case, title="Satutunti", text="Joka viikko.", version=case.version,
        actor=officer_of(case), at=LATER,
    )  # fmt: skip


class TestAnExemptProposal:
    def test_goes_to_its_body_when_it_is_published(self, case):
        exempt(case)

        published = publish(case)

        assert published.state == CaseState.PREPARING
        assert published.ballot is None

    def test_keeps_who_decided_and_why(self, case):
        officer = officer_of(case)
        exempt(case, by=officer)

        kept = Exemption.objects.get(case=case)
        assert (kept.decided_by_id, kept.reason) == (officer.user_id, WHY)
        told = Event.objects.get(name="case.exempted", about_case=case.pk)
        assert told.actor_id == officer.user_id

    def test_ends_its_ballot_where_votes_had_begun_and_keeps_their_number(self, case):
        published = publish(case)
        assert published.ballot is not None

        exempt(case)

        case.refresh_from_db()
        assert case.state == CaseState.PREPARING
        assert case.ballot.closes_at == LATER
        assert count_of(case.ballot).counted == 0

    def test_is_told_to_the_simulator(self, case):
        exempt(case)

        [past] = past_cases()
        assert past.is_minority_matter

    def test_needs_votes_after_all_once_the_decision_is_taken_back(self, case):
        exempt(case)
        case.refresh_from_db()
        operations.lift_exemption(
            case=case, version=case.version, actor=officer_of(case), at=LATER
        )

        assert publish(case).state == CaseState.GATHERING


class TestDecidingIt:
    def test_is_not_possible_under_rules_that_exempt_nothing(self):
        case = lodged(pathway=RuleSetFactory(gathering=True, votes=50).pathway)

        with pytest.raises(NotPermitted):
            exempt(case)

    def test_is_for_those_who_review(self, case):
        with pytest.raises(NotPermitted):
            exempt(case, by=actor(Role.ELECTED_MEMBER))

    def test_is_done_once(self, case):
        exempt(case)

        with pytest.raises(NotPermitted):
            exempt(case)

    def test_refuses_whoever_saw_an_older_case(self, case):
        with pytest.raises(operations.ChangedMeanwhile):
            operations.exempt(
                case=case, reason=WHY, version=case.version - 1,
                actor=officer_of(case), at=LATER,
            )  # fmt: skip

    def test_is_not_taken_back_once_the_body_has_it(self, case):
        exempt(case)
        publish(case)
        case.refresh_from_db()

        with pytest.raises(NotPermitted):
            operations.lift_exemption(
                case=case, version=case.version, actor=officer_of(case), at=LATER
            )

    def test_counts_for_nothing_once_the_rules_are_others(self, case):
        exempt(case)
        others = RuleSetFactory(gathering=True, votes=50)
        case.refresh_from_db()
        case.pathway, case.rule_set = others.pathway, others
        case.save(update_fields=["pathway", "rule_set"])

        assert publish(case).state == CaseState.GATHERING
