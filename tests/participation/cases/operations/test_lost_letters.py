import pytest

from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import Actor, NotPermitted
from medverkan.foundation.states import TransitionRefused
from medverkan.participation.cases import emails, operations, queries
from medverkan.participation.cases.models import Case, Party
from medverkan.participation.cases.operations import Contact
from medverkan.participation.cases.queries import Inbox
from medverkan.participation.cases.states import Outcome
from tests.factories.cases import AT, lodged, officer_of

pytestmark = pytest.mark.django_db

NEW = Contact(name="Marja", email="ny@example.org", answer_by="email")
ON_PAPER = Contact(name="Marja", address="Storgatan 1", answer_by="letter")
BY_PHONE = Contact(name="Marja", phone="033-35 70 00", answer_by="phone")


def comes_back(case, letter="case.received"):
    Delivery.objects.filter(about_case=case.pk, letter=letter).update(
        state="bounced", ended_at=AT, next_attempt_at=None
    )
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def case():
    return comes_back(lodged())


@pytest.fixture
def officer(case):
    return officer_of(case)


def see_to(case, contact=NEW, *, send=True, actor):
    lost = emails.sent.lost_about(case.pk)
    return operations.send_letters_again(
        case=case, contact=contact, version=case.version, actor=actor, at=AT,
        letters=[each.uuid for each in lost] if send else [],
    )  # fmt: skip


def states(case):
    letters = Delivery.objects.filter(about_case=case.pk).order_by("pk")
    return [(each.state, each.to_email) for each in letters]


class TestSendLettersAgain:
    def test_sends_the_same_words_to_the_corrected_address(self, case, officer):
        see_to(case, actor=officer)

        assert states(case) == [
            ("settled", "marja@example.org"),
            ("queued", "ny@example.org"),
        ]
        first, again = Delivery.objects.order_by("pk")
        assert (again.subject, again.text) == (first.subject, first.text)
        assert again.message_id != first.message_id

    def test_puts_a_paper_letter_in_the_print_queue_of_the_authority(
        self, case, officer
    ):
        see_to(case, ON_PAPER, actor=officer)

        letter = Delivery.objects.get(state="to_print")
        assert (letter.to_address, letter.body_id) == ("Storgatan 1", case.authority_id)
        assert Party.objects.get(case=case).answer_by == "letter"

    def test_sends_nothing_to_whom_it_has_been_told_otherwise(self, case, officer):
        see_to(case, BY_PHONE, send=False, actor=officer)

        assert states(case) == [("settled", "marja@example.org")]

    def test_is_done_once(self, case, officer):
        see_to(case, actor=officer)
        case.refresh_from_db()

        with pytest.raises(TransitionRefused):
            see_to(case, actor=officer)

    def test_is_for_those_who_handle_the_case(self, case):
        with pytest.raises(NotPermitted):
            see_to(case, actor=Actor(user_id=1))

    def test_keeps_what_may_be_secret_out_of_the_e_mail(self, case, officer):
        operations.reply(
            case=case, text="Diagnosen är noterad.", outcome=Outcome.INFORMATION,
            version=case.version, actor=officer, at=AT,
        )  # fmt: skip
        case = comes_back(case, "case.answered")
        operations.mark_secrecy(
            case=case, provision="OSL 26:1", version=case.version, actor=officer, at=AT
        )
        case.refresh_from_db()

        see_to(case, actor=officer)

        again = Delivery.objects.filter(state="queued").order_by("pk")
        assert [each.letter for each in again] == ["case.new_link", "case.answered"]
        assert not any("Diagnosen" in each.text + each.html for each in again)

    def test_puts_what_may_be_secret_into_the_envelope(self, case, officer):
        operations.mark_secrecy(
            case=case, provision="OSL 26:1", version=case.version, actor=officer, at=AT
        )
        case.refresh_from_db()
        operations.reply(
            case=case, text="Diagnosen är noterad.", outcome=Outcome.INFORMATION,
            version=case.version, actor=officer, at=AT,
        )  # fmt: skip
        case = comes_back(case, "case.answered")

        see_to(case, ON_PAPER, actor=officer)

        on_paper = Delivery.objects.get(state="to_print", letter="case.answered")
        assert "Diagnosen är noterad." in on_paper.text


class TestTheInbox:
    def test_holds_the_case_until_the_letter_is_seen_to(self, case, officer):
        before = queries.inbox_counts(officer)[Inbox.LETTERS_BACK]
        see_to(case, actor=officer)

        assert before == 1
        assert not queries.inbox(Inbox.LETTERS_BACK, actor=officer).exists()

    def test_holds_an_answered_case_too(self):
        case = lodged()
        officer = officer_of(case)
        operations.reply(
            case=case, text="Ja.", outcome=Outcome.FIXED, version=case.version,
            actor=officer, at=AT,
        )  # fmt: skip
        case = comes_back(case, "case.answered")

        assert queries.inbox_counts(officer)[Inbox.LETTERS_BACK] == 1

    def test_does_not_hold_what_waited_when_a_backup_was_restored(self, case, officer):
        Delivery.objects.update(error="restored")

        assert queries.inbox_counts(officer)[Inbox.LETTERS_BACK] == 0


class TestCorrectContactOf:
    def test_puts_it_right(self, case, officer):
        operations.correct_contact_of(
            case=case, contact=NEW, version=case.version, actor=officer, at=AT
        )

        assert Party.objects.get(case=case).email == "ny@example.org"

    def test_is_for_those_who_handle_the_case(self, case):
        with pytest.raises(NotPermitted):
            operations.correct_contact_of(
                case=case, contact=NEW, version=case.version,
                actor=Actor(user_id=1), at=AT,
            )  # fmt: skip
