import pytest

from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import Outcome
from medverkan.reference.register.models import Record
from tests.factories.cases import AT, lodged, officer_of, sender

pytestmark = pytest.mark.django_db


def marked(case):
    operations.mark_secrecy(
        case=case, provision="OSL 26:1", version=case.version,
        actor=officer_of(case), at=AT,
    )  # fmt: skip
    return Case.objects.get(pk=case.pk)


def answered(case):
    operations.reply(
        case=case, text="Diagnosen är noterad.", outcome=Outcome.INFORMATION,
        version=case.version, actor=officer_of(case), at=AT,
    )  # fmt: skip
    return Delivery.objects.get(letter="case.answered")


class TestMarking:
    def test_marks_the_record_with_provision_date_and_authority(self):
        case = marked(lodged())

        record = Record.objects.get(about_case=case.pk)
        assert record.secrecy_provision == "OSL 26:1"
        assert record.secrecy_date == AT.date()
        assert record.secrecy_authority == case.authority

    def test_lifted_it_is_lifted_in_the_register_too(self):
        case = marked(lodged())

        operations.lift_secrecy(
            case=case, version=case.version, actor=officer_of(case), at=AT
        )

        assert not Record.objects.get(about_case=case.pk).is_marked_secret
        assert not Case.objects.get().is_protected


class TestTheAnswer:
    def test_by_e_mail_says_only_that_there_is_one(self):
        letter = answered(marked(lodged()))

        assert "Diagnosen" not in letter.text + letter.html + letter.subject

    def test_by_letter_stands_in_the_letter(self):
        by = sender(email="", answer_by="letter", address="Storgatan 1")

        letter = answered(marked(lodged(by=by)))

        assert letter.state == "to_print"
        assert "Diagnosen är noterad." in letter.text
        assert "Diagnosen" not in letter.subject
