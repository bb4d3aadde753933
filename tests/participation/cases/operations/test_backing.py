import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from medverkan.foundation import references
from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import backers, operations, rules
from medverkan.participation.cases.models import Backer, Case, Party
from medverkan.participation.cases.operations import TooLate
from medverkan.participation.cases.states import CaseState, Channel, Publication
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways.choices import Conversion
from tests.factories.bodies import actor
from tests.factories.cases import AT, lodged, officer_of, sender
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=3)


@pytest.fixture
def rule_set():
    return RuleSetFactory(
        gathering=True, votes=150, publish_days=5, guardian_below_age=16,
        conversion=Conversion.CONSENT,
    )  # fmt: skip


@pytest.fixture
def case(rule_set):
    """A proposal by somebody of fourteen, who named a guardian."""
    return lodged(pathway=rule_set.pathway, by=child())


def child(**values):
    told = {"is_below_age": True, "guardian_email": "foralder@example.org"}
    return sender(**told | values)


def guardian_of(case) -> Backer:
    found = backers.guardian_of(case)
    assert found is not None
    return found


def say(case, is_willing, *, at=LATER):
    return operations.answer_as_backer(
        backer=guardian_of(case), is_willing=is_willing, name="Eva Kallin", at=at
    )


def publish(case):
    return operations.publish(
        case=case, title="Bänkar", text="Fler bänkar.", version=case.version,
        actor=officer_of(case), at=LATER,
    )  # fmt: skip


def letters(name) -> list[str]:
    sent = Delivery.objects.filter(letter=name).order_by("pk")
    return list(sent.values_list("to_email", flat=True))


def events(case) -> list[str]:
    found = Event.objects.filter(about_case=case.pk, name__startswith="case.guardian")
    return list(found.order_by("pk").values_list("name", flat=True))


class TestAProposalBySomebodyUnderTheAge:
    def test_waits_for_the_guardian_who_gets_a_letter(self, case):
        assert case.awaits_guardian
        assert case.due_date is None
        assert letters("backer.guardian_asked") == ["foralder@example.org"]
        assert events(case) == ["case.guardian_asked"]

    def test_says_nothing_of_the_child_in_the_letter_to_the_guardian(self, case):
        letter = Delivery.objects.get(letter="backer.guardian_asked")

        assert "Marja" not in letter.text
        assert case.opening.title not in letter.text

    def test_is_told_to_the_child_in_the_letter_of_arrival(self, case):
        letter = Delivery.objects.get(letter="case.received")

        assert "16" in letter.text
        assert case.parties.get(role=Party.Role.SUBMITTER).is_minor

    def test_never_shows_the_name(self, rule_set):
        case = lodged(pathway=rule_set.pathway, by=child(public_name="Tuva Kallin"))

        assert case.published_name == ""

    def test_cannot_be_published_before_the_yes(self, case):
        with pytest.raises(NotPermitted):
            publish(case)

    def test_cannot_be_published_behind_the_back_of_the_software_either(self, case):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(
                publication=Publication.PUBLISHED, published_at=AT, published_title="x"
            )

    def test_may_be_refused_while_it_waits(self, case):
        assert rules.may_refuse_publication(officer_of(case), case)
        assert not rules.may_publish(officer_of(case), case)

    def test_waits_for_nobody_where_the_guardian_has_signed(self, rule_set):
        case = lodged(pathway=rule_set.pathway, by=child(guardian_has_signed=True))

        assert not case.awaits_guardian
        assert case.due_date is not None
        assert events(case) == ["case.guardian_agreed"]
        assert letters("backer.guardian_asked") == []

    def test_waits_without_a_letter_where_no_address_is_known(self, rule_set):
        case = lodged(pathway=rule_set.pathway, by=child(guardian_email=""))

        assert case.awaits_guardian
        assert letters("backer.guardian_asked") == []

    def test_waits_for_nobody_under_rules_without_an_age(self):
        case = lodged(pathway=RuleSetFactory(gathering=True).pathway, by=child())

        assert not case.awaits_guardian
        assert backers.guardian_of(case) is None


class TestAGuardiansYes:
    def test_begins_the_review_that_day(self, case):
        say(case, True)

        case.refresh_from_db()
        assert not case.awaits_guardian
        assert case.due_date == dt.date(2026, 11, 20)
        assert letters("case.guardian_agreed") == ["marja@example.org"]
        assert guardian_of(case).party.name == "Eva Kallin"

    def test_lets_it_be_published(self, case):
        say(case, True)
        case.refresh_from_db()

        assert publish(case).state == CaseState.GATHERING

    def test_said_twice_is_said_once(self, case):
        say(case, True)
        say(case, True)

        assert events(case).count("case.guardian_agreed") == 1
        assert letters("case.guardian_agreed") == ["marja@example.org"]

    def test_may_be_taken_back_before_it_is_published(self, case):
        say(case, True)
        say(case, False)

        case.refresh_from_db()
        assert case.awaits_guardian
        assert case.due_date is None

    def test_comes_too_late_once_it_is_published(self, case):
        say(case, True)
        case.refresh_from_db()
        publish(case)

        with pytest.raises(TooLate):
            say(case, False)

    def test_comes_too_late_once_the_child_took_it_back(self, case):
        operations.withdraw(case=case, at=LATER)

        with pytest.raises(TooLate):
            say(case, True)

    def test_keeps_no_identity_number_beside_the_name(self, case):
        operations.answer_as_backer(
            backer=guardian_of(case),
            is_willing=True,
            name="Eva 19800101-1239",
            at=LATER,
        )

        assert "1239" not in guardian_of(case).party.name


class TestAGuardiansNo:
    def test_leaves_it_waiting_and_is_told_to_the_child(self, case):
        say(case, False)

        case.refresh_from_db()
        assert case.awaits_guardian
        assert case.state == CaseState.REVIEWING
        assert letters("case.guardian_declined") == ["marja@example.org"]

    def test_may_become_a_yes(self, case):
        say(case, False)
        say(case, True)

        case.refresh_from_db()
        assert not case.awaits_guardian


class TestAskingAnotherGuardian:
    def test_ends_the_link_of_the_letter_before(self, case):
        before = guardian_of(case).token_hash

        operations.ask_guardian(case=case, email="farfar@example.org", at=LATER)

        assert guardian_of(case).token_hash != before
        assert letters("backer.guardian_asked")[-1] == "farfar@example.org"

    def test_forgets_the_no_of_the_one_before(self, case):
        say(case, False)

        operations.ask_guardian(case=case, email="farfar@example.org", at=LATER)

        assert guardian_of(case).answered_at is None

    def test_ends_after_five_letters(self, case):
        for _again in range(4):
            operations.ask_guardian(case=case, email="farfar@example.org", at=LATER)

        with pytest.raises(NotPermitted):
            operations.ask_guardian(case=case, email="farfar@example.org", at=LATER)

    def test_is_not_possible_once_one_has_said_yes(self, case):
        say(case, True)

        with pytest.raises(NotPermitted):
            operations.ask_guardian(case=case, email="farfar@example.org", at=LATER)


class TestNotingAYes:
    def note(self, case, by):
        case.refresh_from_db()
        return operations.note_guardian(
            case=case, name="Eva Kallin", channel=Channel.PHONE, version=case.version,
            actor=by, at=LATER,
        )  # fmt: skip

    def test_lets_the_case_go_on_and_tells_how_it_came(self, case):
        self.note(case, officer_of(case))

        case.refresh_from_db()
        said = Event.objects.get(about_case=case.pk, name="case.guardian_agreed")
        assert not case.awaits_guardian
        assert said.data["channel"] == "phone"
        assert said.actor_id is not None

    def test_is_for_those_who_have_the_case(self, case):
        with pytest.raises(NotPermitted):
            self.note(case, actor(Role.ELECTED_MEMBER))

    def test_is_not_possible_where_none_is_waited_for(self, case):
        say(case, True)

        with pytest.raises(NotPermitted):
            self.note(case, officer_of(case))

    def test_refuses_an_officer_who_saw_an_older_case(self, case):
        with pytest.raises(operations.ChangedMeanwhile):
            operations.note_guardian(
                case=case, name="Eva", channel=Channel.DESK, version=case.version - 1,
                actor=officer_of(case), at=LATER,
            )  # fmt: skip


class TestConversion:
    def offered(self, case, to):
        case.refresh_from_db()
        return operations.offer_conversion(
            case=case, to=to, text="Så kan andra rösta.", version=case.version,
            actor=officer_of(case), at=LATER,
        ).pk  # fmt: skip

    def test_to_rules_with_an_age_waits_for_the_guardian_named_then(self, rule_set):
        case = lodged()
        offer = self.offered(case, rule_set.pathway)

        operations.answer_conversion(
            case=case, offer=offer, is_accepted=True, is_below_age=True,
            guardian_email="foralder@example.org", at=LATER,
        )  # fmt: skip

        case.refresh_from_db()
        assert case.awaits_guardian
        assert letters("backer.guardian_asked") == ["foralder@example.org"]

    def test_to_rules_without_an_age_waits_no_longer(self, case):
        offer = self.offered(case, RuleSetFactory().pathway)

        operations.answer_conversion(case=case, offer=offer, is_accepted=True, at=LATER)

        case.refresh_from_db()
        assert not case.awaits_guardian
        assert backers.guardian_of(case) is None


def test_a_link_is_found_by_its_token_alone(case):
    token = references.new_secret()
    Backer.objects.update(token_hash=references.hash_of(token))

    assert backers.by_token(token) == guardian_of(case)
    with pytest.raises(Backer.DoesNotExist):
        backers.by_token("")
