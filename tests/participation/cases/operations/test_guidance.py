import pytest
from django.core.exceptions import ValidationError

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, SYSTEM, NotPermitted
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Guidance
from tests.factories.cases import AT, lodged, officer_of

pytestmark = pytest.mark.django_db
TITLE = {"sv": "När plogas min gata?", "en": "When is my street cleared?"}


def save(guidance=None, *, actor=SYSTEM, title=TITLE, **facts):
    return operations.save_guidance(
        guidance=guidance,
        title=title,
        answer={"sv": "När det har kommit fem centimeter snö."},
        actor=actor,
        at=AT,
        **facts,
    )


class TestSaveGuidance:
    def test_writes_an_answer_with_an_address_and_an_event(self):
        guidance = save()

        assert guidance.slug == "nar-plogas-min-gata"
        assert guidance.is_shown
        assert Event.objects.get(name="guidance.saved").subject_id == guidance.pk

    def test_gives_two_of_the_same_heading_an_address_each(self):
        assert [save().slug, save().slug, save().slug] == [
            "nar-plogas-min-gata",
            "nar-plogas-min-gata-2",
            "nar-plogas-min-gata-3",
        ]

    def test_keeps_the_address_when_the_heading_changes(self):
        save(save(), title={"sv": "Snöröjning"}, is_shown=False)

        guidance = Guidance.objects.get()
        assert guidance.slug == "nar-plogas-min-gata"
        assert str(guidance.title) == "Snöröjning"
        assert not guidance.is_shown

    def test_asks_for_swedish(self):
        with pytest.raises(ValidationError):
            save(title={"en": "When is my street cleared?"})

    def test_is_not_for_officers_or_residents(self):
        for actor in (ANYONE, officer_of(lodged())):
            with pytest.raises(NotPermitted):
                save(actor=actor)
