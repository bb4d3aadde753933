import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import SYSTEM, NotPermitted
from medverkan.participation.cases import operations, own_data
from medverkan.participation.cases.models import Case, Party
from medverkan.participation.cases.operations import Contact
from tests.factories.accounts import UserFactory
from tests.factories.cases import AT, lodged, sender
from tests.factories.records import closed

pytestmark = pytest.mark.django_db


def contact(**values):
    return Contact(**{"name": "Marja Ek", "email": "ny@example.org"} | values)


class TestCorrectContact:
    def test_puts_it_right(self):
        case = lodged()

        operations.correct_contact(case=case, contact=contact(answer_by="email"), at=AT)

        party = Party.objects.get(case=case)
        assert (party.name, party.email) == ("Marja Ek", "ny@example.org")
        assert Event.objects.get(name="case.contact_corrected").data == {}

    def test_changes_nothing_when_nothing_is_new(self):
        case = lodged(by=sender(name="Marja Ek", email="ny@example.org"))
        version = case.version

        operations.correct_contact(case=case, contact=contact(answer_by="email"), at=AT)

        case.refresh_from_db()
        assert case.version == version

    def test_is_over_when_it_is_destroyed(self):
        case = closed()
        operations.erase(case=case, how=operations.Erasure.DESTROY, actor=SYSTEM, at=AT)

        with pytest.raises(NotPermitted):
            operations.correct_contact(case=case, contact=contact(), at=AT)


class TestHideName:
    def test_takes_it_off_once(self):
        case = lodged(by=sender(public_name="Marja Lindqvist"))

        operations.hide_name(case=case, at=AT)
        operations.hide_name(case=case, at=AT)

        assert Case.objects.get().published_name == ""
        assert Event.objects.filter(name="case.name_hidden").count() == 1


class TestOwnData:
    def test_of_a_protected_case_is_its_status_only(self):
        case = lodged()
        case.is_protected = True

        assert "written" not in own_data.of_case(case)
        assert "contact" not in own_data.of_case(case)

    def test_of_a_user_is_what_came_from_a_checked_address(self):
        user = UserFactory(email="marja@example.org")
        user.emailaddress_set.create(email="marja@example.org", verified=False)
        lodged(by=sender(email="Marja@Example.org"))

        assert own_data.of_user(user.pk) == []
        user.emailaddress_set.update(verified=True)
        assert len(own_data.of_user(user.pk)) == 1
