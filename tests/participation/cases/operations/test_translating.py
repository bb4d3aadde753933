import pytest

from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Message
from medverkan.participation.cases.operations import ChangedMeanwhile, NotTranslatable
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register.models import Document
from tests.factories import cases as factory
from tests.factories.bodies import BodyFactory, actor

AT = factory.AT
pytestmark = pytest.mark.django_db
FINNISH = "Katulamppu on rikki."


@pytest.fixture
def case():
    return factory.lodged(text=FINNISH, language="fi")


def translated(case, **values):
    return operations.translate(
        **{
            "case": case,
            "message": case.opening,
            "text": "Gatlyktan är trasig.",
            "language": "sv",
            "is_machine": False,
            "version": case.version,
            "actor": factory.officer_of(case),
            "at": AT,
        }
        | values
    )


class TestTranslate:
    def test_stands_beside_the_original(self, case):
        made = translated(case)

        case.opening.refresh_from_db()
        assert case.opening.text == FINNISH
        assert (made.translation_of, made.language) == (case.opening, "sv")
        assert not made.is_machine_translated

    def test_is_marked_when_a_machine_made_it(self, case):
        assert translated(case, is_machine=True).is_machine_translated

    def test_is_in_the_diary(self, case):
        before = Document.objects.count()
        made = translated(case)

        document = Document.objects.latest("pk")
        assert Document.objects.count() == before + 1
        assert (document.about_id, document.direction) == (made.pk, "internal")

    def test_is_not_into_its_own_language(self, case):
        with pytest.raises(NotTranslatable):
            translated(case, language="fi")

    def test_is_not_of_a_note(self, case):
        officer = factory.officer_of(case)
        note = operations.note(case=case, text="Obs", actor=officer, at=AT)

        with pytest.raises(NotTranslatable):
            translated(case, message=note)

    def test_is_not_of_another_case(self, case):
        other = factory.lodged(topic=case.topic, language="fi")

        with pytest.raises(NotTranslatable):
            translated(case, message=other.opening)

    def test_is_for_officers_of_the_body(self, case):
        with pytest.raises(NotPermitted):
            translated(case, actor=actor(Role.OFFICER, body=BodyFactory()))
        assert not Message.objects.filter(kind="translation").exists()

    def test_is_refused_when_somebody_was_first(self, case):
        officer = factory.officer_of(case)
        translated(case, actor=officer)

        with pytest.raises(ChangedMeanwhile):
            translated(case, actor=officer)
