import pytest

from medverkan.participation.cases.models import Caution
from medverkan.reference.bodies.roles import Role

pytestmark = pytest.mark.django_db
KEPT = "/arbetsyta/se-over/"
WRITTEN = {"title_sv": "Reklam", "words_sv": "rabattkod, köp nu", "is_used": "on"}


class TestKeepers:
    @pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER])
    def test_write_what_to_look_for(self, as_role, role):
        client = as_role(role)

        assert client.post(f"{KEPT}ny/", WRITTEN).status_code == 302

        assert Caution.objects.get(slug="reklam").words == {
            "sv": ["rabattkod", "köp nu"]
        }
        assert "Reklam" in client.get(KEPT).content.decode()

    def test_change_it(self, as_role):
        client = as_role(Role.EDITOR)
        client.post(f"{KEPT}ny/", WRITTEN)
        address = f"{KEPT}reklam/"
        seen = client.get(address).context["form"]["seen"].value()

        client.post(address, WRITTEN | {"seen": seen, "is_used": ""})

        assert not Caution.objects.get(slug="reklam").is_used

    def test_keep_what_was_typed_when_something_is_missing(self, as_role):
        response = as_role(Role.EDITOR).post(f"{KEPT}ny/", WRITTEN | {"title_sv": ""})

        assert response.status_code == 422
        assert "rabattkod" in response.content.decode()

    def test_are_not_officers(self, as_role):
        client = as_role(Role.OFFICER)

        for address in (KEPT, f"{KEPT}ny/", f"{KEPT}brott/"):
            assert client.get(address).status_code == 404
