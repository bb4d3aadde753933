import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import links, operations, rules, ways
from medverkan.participation.cases.models import Case, ConversionOffer
from medverkan.participation.cases.operations.converting import ConversionRefused
from medverkan.participation.cases.states import CaseState, Publication
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways.choices import Conversion
from tests.factories.bodies import actor
from tests.factories.cases import AT, lodged, officer_of
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=3)


@pytest.fixture
def proposals():
    return RuleSetFactory(gathering=True, votes=150, publish_days=5)


@pytest.fixture
def case(proposals):
    return lodged()


@pytest.fixture
def proposal():
    rules_of = RuleSetFactory(gathering=True, votes=150, conversion=Conversion.CONSENT)
    return lodged(pathway=rules_of.pathway)


def offer(case, to, *, by=None):
    case.refresh_from_db()
    return operations.offer_conversion(
        case=case, to=to, text="Då kan andra rösta på det.", version=case.version,
        actor=by or officer_of(case), at=LATER,
    )  # fmt: skip


def say(case, made, is_accepted):
    return operations.answer_conversion(
        case=case, offer=made.pk, is_accepted=is_accepted, at=LATER
    )


def events(case) -> list[str]:
    found = Event.objects.filter(about_case=case.pk, name__startswith="case.con")
    return list(found.order_by("pk").values_list("name", flat=True))


class TestAYes:
    def test_makes_what_was_said_a_proposal_that_waits_for_review(
        self, case, proposals
    ):
        say(case, offer(case, proposals.pathway), True)

        now = Case.objects.get()
        assert now.state == CaseState.REVIEWING
        assert now.publication == Publication.AWAITING_REVIEW
        assert now.rule_set == proposals
        assert now.reference == case.reference
        assert now.arrived_at == case.arrived_at
        assert now.due_date > case.arrived_at.date() + dt.timedelta(days=7)
        assert events(case) == ["case.conversion_offered", "case.converted"]

    def test_makes_a_proposal_a_case_to_answer_by_its_arrival(self, proposal):
        answered = RuleSetFactory(answer_days=10)

        say(proposal, offer(proposal, answered.pathway), True)

        now = Case.objects.get()
        assert now.state == CaseState.RECEIVED
        assert now.rule_set == answered
        assert now.due_date > proposal.arrived_at.date()

    def test_said_twice_is_said_once(self, case, proposals):
        made = offer(case, proposals.pathway)
        say(case, made, True)
        say(case, made, False)

        assert ConversionOffer.objects.get().is_accepted
        assert events(case).count("case.converted") == 1

    def test_comes_too_late_once_the_case_is_answered(self, case, proposals):
        made = offer(case, proposals.pathway)
        Case.objects.update(
            state=CaseState.ANSWERED, outcome="information", answered_at=LATER
        )

        with pytest.raises(ConversionRefused):
            say(case, made, True)


class TestANo:
    def test_leaves_the_case_as_it_is(self, case, proposals):
        say(case, offer(case, proposals.pathway), False)

        now = Case.objects.get()
        assert (now.state, now.pathway) == (CaseState.RECEIVED, case.pathway)
        assert events(case) == ["case.conversion_offered", "case.conversion_declined"]

    def test_lets_another_way_be_suggested(self, case, proposals):
        say(case, offer(case, proposals.pathway), False)

        case.refresh_from_db()
        assert rules.may_offer_conversion(officer_of(case), case)


class TestASuggestion:
    def test_is_sent_to_the_one_who_wrote_with_its_reason(self, case, proposals):
        offer(case, proposals.pathway)

        (letter,) = Delivery.objects.filter(letter="case.conversion_offer")
        assert "Då kan andra rösta på det." in letter.text
        assert str(proposals.pathway.name) in letter.text

    def test_waits_alone(self, case, proposals):
        offer(case, proposals.pathway)

        with pytest.raises(NotPermitted):
            offer(case, proposals.pathway)

    def test_is_not_made_by_those_who_do_not_handle_the_case(self, case, proposals):
        elected = actor(Role.ELECTED_MEMBER, body=case.authority)

        with pytest.raises(NotPermitted):
            offer(case, proposals.pathway, by=elected)

    def test_is_never_made_of_what_the_law_lets_nobody_convert(self, proposal):
        proposal.rule_set.conversion = Conversion.NEVER

        assert not rules.may_be_converted(proposal)

    def test_is_of_no_way_that_an_officer_may_choose(self, case):
        free = RuleSetFactory(answer_days=10)

        assert free not in ways.open_to(case, at=LATER)


class TestConvert:
    def test_makes_nothing_a_proposal_without_a_yes(self, case, proposals):
        case.refresh_from_db()

        with pytest.raises(ConversionRefused):
            operations.convert(
                case=case, to=proposals.pathway, version=case.version,
                actor=officer_of(case), at=LATER,
            )  # fmt: skip


def test_the_letters_page_asks_and_takes_the_answer(client, case, proposals):
    made = offer(case, proposals.pathway)
    mine = f"/mitt-arende/{links.make(case, at=LATER)}/"
    answer = f"{mine}annan-vag/{made.pk}/"

    assert answer in client.get(mine).text
    assert client.post(answer, {"svar": "kanske"}).status_code == 422
    assert client.post(answer, {"svar": "ja"}).url == mine
    assert Case.objects.get().state == CaseState.REVIEWING
    assert answer not in client.get(mine).text
    assert client.post(f"{mine}annan-vag/999/", {"svar": "ja"}).status_code == 404


def test_the_letters_page_asks_for_what_the_other_way_needs(client, case):
    asking = RuleSetFactory(
        gathering=True, votes=150, window_days=None, window_months="1,3",
        asks_for_postcode=True,
    )  # fmt: skip
    made = offer(case, asking.pathway)
    answer = f"/mitt-arende/{links.make(case, at=LATER)}/annan-vag/{made.pk}/"

    unsaid = client.post(answer, {"svar": "ja", "postcode": "501 80"})
    assert unsaid.status_code == 422
    assert "501 80" in unsaid.text
    client.post(answer, {"svar": "ja", "postcode": "501 80", "window_months": "3"})

    now = Case.objects.get()
    assert (now.state, now.window_months) == (CaseState.REVIEWING, 3)
    assert now.parties.get().postcode == "501 80"
