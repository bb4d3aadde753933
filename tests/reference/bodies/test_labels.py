import pytest

from medverkan.foundation.audit import sentences
from medverkan.foundation.audit.models import Event
from medverkan.participation.cases import operations
from tests.factories.bodies import BodyFactory
from tests.factories.cases import AT, lodged, officer_of

pytestmark = pytest.mark.django_db


class TestSentences:
    def test_name_the_bodies_that_a_case_passed_between(self):
        case = lodged()
        came_from, to = case.body, BodyFactory(name="Skolnämnden")

        operations.transfer(
            case=case, to=to, version=case.version, actor=officer_of(case), at=AT
        )

        event = Event.objects.get(name="case.transferred")
        said = sentences.sentence(event)
        assert str(came_from.name) in said
        assert "Skolnämnden" in said
