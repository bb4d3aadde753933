import pytest
from django.urls import reverse

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import Actor, NotPermitted
from medverkan.participation.cases import desk, operations, own_data, queries
from medverkan.participation.cases.models import Case, Party
from medverkan.participation.cases.operations import Contact
from medverkan.participation.cases.states import Outcome
from tests.factories.cases import AT, assigned_officer, lodged, officer_of, sender
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db


def protected(**values):
    case = lodged(by=sender(has_protected_identity=True), **values)
    return Case.objects.get(pk=case.pk)


def proposal(**values):
    rules = RuleSetFactory(gathering=True)
    return protected(
        pathway=rules.pathway, place="Storgatan 1", latitude=57.7, longitude=12.9,
        **values,
    )  # fmt: skip


def given_to(case):
    user, actor = assigned_officer(case)
    operations.assign(
        case=case, assignee=user, version=case.version, actor=actor, at=AT
    )
    case.refresh_from_db()
    return user, actor


class TestSaidWhenItIsSent:
    def test_marks_the_case_for_secrecy(self):
        case = protected()

        assert case.is_protected
        assert case.secrecy_marks.get().provision == "OSL 21 kap. 3 §"

    def test_keeps_name_and_answer_out_of_the_e_mail(self):
        case = protected()
        operations.reply(
            case=case, text="Vi hjälper dig.", outcome=Outcome.INFORMATION,
            version=case.version, actor=officer_of(case), at=AT,
        )  # fmt: skip

        letter = Delivery.objects.get(letter="case.answered")
        assert letter.to_name == ""
        assert "Marja" not in letter.text
        assert "Vi hjälper dig" not in letter.text + letter.html

    def test_lets_a_proposal_be_published_without_name_and_place(self):
        case = proposal()

        assert not case.is_protected
        assert (case.place, case.latitude, case.published_name) == ("", None, "")
        note = case.messages.get(kind="note")
        assert "Storgatan 1" in note.text
        assert "57.7" in note.text


class TestProtectIdentity:
    def test_takes_down_what_is_published(self):
        case = lodged()
        Case.objects.filter(pk=case.pk).update(
            publication="published", published_at=AT, published_title="Lampan"
        )

        operations.protect_identity(case=case, at=AT)

        case.refresh_from_db()
        assert (case.publication, case.is_protected) == ("private", True)
        assert Event.objects.get(name="case.identity_protected").data == {}

    def test_is_done_once(self):
        case = protected()

        operations.protect_identity(case=case, at=AT)

        assert Event.objects.filter(name="case.identity_protected").count() == 1

    def test_is_not_for_staff_elsewhere(self):
        with pytest.raises(NotPermitted):
            operations.protect_identity(case=lodged(), at=AT, actor=Actor(user_id=1))

    def test_can_be_asked_for_with_the_secret_link(self, client):
        lodged(token="t" * 43)

        client.post(reverse("cases:protect_identity", args=["t" * 43]))

        assert Party.objects.get().has_protected_identity


class TestLift:
    def test_opens_the_case_again(self):
        case = protected()

        operations.lift_identity_protection(
            case=case, version=case.version, actor=officer_of(case), at=AT
        )

        case.refresh_from_db()
        assert not case.is_protected
        assert not case.secrecy_marks.filter(lifted_at=None).exists()

    def test_is_the_only_way_to_lift_the_mark(self):
        case = protected()

        with pytest.raises(NotPermitted):
            operations.lift_secrecy(
                case=case, version=case.version, actor=officer_of(case), at=AT
            )


class TestReadIdentity:
    def test_is_for_the_one_who_has_the_case_and_is_logged(self):
        case = protected()
        user, actor = given_to(case)

        party = operations.read_identity(case=case, actor=actor, at=AT)

        assert party.name == "Marja Lindqvist"
        assert Event.objects.get(name="case.identity_read").actor_id == user.pk

    def test_is_not_for_a_colleague(self):
        case = protected()
        given_to(case)

        with pytest.raises(NotPermitted):
            operations.read_identity(case=case, actor=officer_of(case), at=AT)

    def test_is_needed_to_see_who_it_is(self, client):
        case = protected()
        client.force_login(given_to(case)[0])
        args = ["alla", case.reference]

        closed = client.get(reverse("cases:case", args=args)).content.decode()
        opened = client.post(reverse("cases:identity", args=args)).content.decode()

        assert "marja@example.org" not in closed
        assert "marja@example.org" in opened


class TestWhatStaffSees:
    def test_does_not_find_the_case_by_the_name(self):
        case = protected()
        form = desk.InboxForm({"q": "Marja"}, offered=None)

        found = queries.inbox(
            "alla", actor=officer_of(case), condition=form.condition(officer_of(case))
        )

        assert not found.exists()

    def test_keeps_what_is_left_empty_when_the_contact_is_corrected(self):
        case = protected()

        operations.correct_contact_of(
            case=case, version=case.version, actor=officer_of(case), at=AT,
            contact=Contact(email="ny@example.org", answer_by="email"),
        )  # fmt: skip

        party = Party.objects.get(case=case)
        assert (party.name, party.email) == ("Marja Lindqvist", "ny@example.org")


class TestWhatTheLinkShows:
    def test_has_no_address_even_of_a_proposal(self):
        assert own_data.of_case(proposal())["contact"] == {}
