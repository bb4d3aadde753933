import pytest

from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import emails
from medverkan.participation.cases.models import Case
from tests.factories.cases import AT, lodged, officer_of

pytestmark = pytest.mark.django_db


class TestTheLetterOfPublication:
    @pytest.mark.parametrize(
        ("name", "says"),
        [("", "utan ditt namn"), ("Marja Lindqvist", "med ditt namn")],
    )
    def test_says_whether_the_name_is_shown(self, name, says):
        case = lodged()
        Case.objects.filter(pk=case.pk).update(published_name=name)
        case.refresh_from_db()

        emails.send_published(case, actor=officer_of(case), at=AT)

        assert says in Delivery.objects.get(letter="case.published").text
