import pytest
from django.core.exceptions import ValidationError

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, NotPermitted
from medverkan.participation.cases import looking_over, operations
from medverkan.participation.cases.models import Caution
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import actor
from tests.factories.cases import AT, lodged, officer_of

pytestmark = pytest.mark.django_db


def save(caution=None, *, by=None, title=None, **facts):
    return operations.save_caution(
        caution=caution,
        title={"sv": "Reklam"} if title is None else title,
        words={"sv": ["rabattkod"]},
        actor=by or actor(Role.EDITOR),
        at=AT,
        **facts,
    )


class TestSaveCaution:
    def test_is_looked_for_at_once(self):
        assert looking_over.remarks_on("Använd min rabattkod!") == []

        caution = save()

        assert looking_over.remarks_on("Använd min rabattkod!")[0].why == "Reklam"
        assert Event.objects.get(name="caution.saved").subject_id == caution.pk

    def test_is_no_longer_looked_for_once_it_is_out_of_use(self):
        save(save(by=actor(Role.REVIEWER)), is_used=False)

        assert looking_over.remarks_on("Använd min rabattkod!") == []
        assert Caution.objects.filter(slug="reklam").count() == 1

    def test_asks_for_swedish(self):
        with pytest.raises(ValidationError):
            save(title={"en": "Advertising"})

    def test_is_not_for_officers_or_residents(self):
        for somebody in (ANYONE, officer_of(lodged())):
            with pytest.raises(NotPermitted):
                save(by=somebody)
