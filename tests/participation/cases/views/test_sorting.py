import pytest

from medverkan.participation.cases.models import WrongDoor
from medverkan.reference.bodies.roles import Role

pytestmark = pytest.mark.django_db
DOOR = {
    "title_sv": "Parkeringsbolaget",
    "text_sv": "Ring dem om p-hus.",
    "words_sv": "p-hus, parkeringshus\ngarage",
    "phone": "033-10 00 00",
    "place": "20",
}


class TestDoors:
    def test_are_kept_by_administrators(self, as_role):
        client = as_role(Role.ADMINISTRATOR)

        response = client.post("/arbetsyta/andra-dorrar/ny/", DOOR)

        assert response.status_code == 302
        door = WrongDoor.objects.get(slug="parkeringsbolaget")
        assert door.words == {"sv": ["p-hus", "parkeringshus", "garage"]}
        page = client.get("/arbetsyta/andra-dorrar/").content.decode()
        assert "Parkeringsbolaget" in page

    def test_keep_what_was_typed_when_something_is_wrong(self, as_role):
        wrong = DOOR | {"start_date": "2026-12-01", "end_date": "2026-11-01"}

        response = as_role(Role.ADMINISTRATOR).post(
            "/arbetsyta/andra-dorrar/ny/", wrong
        )

        assert response.status_code == 422
        assert "Parkeringsbolaget" in response.content.decode()

    def test_are_not_overwritten_unseen_by_the_second_of_two(self, as_role):
        client, address = (
            as_role(Role.COORDINATOR),
            "/arbetsyta/andra-dorrar/overklaga/",
        )
        shown = client.get(address).context["form"]["seen"].value()
        client.post(address, DOOR)

        late = client.post(address, DOOR | {"seen": shown, "phone": "112"})

        assert late.status_code == 409
        assert WrongDoor.objects.get(slug="overklaga").phone == DOOR["phone"]

    def test_change_what_residents_see(self, as_role, client):
        as_role(Role.COORDINATOR).post(
            "/arbetsyta/andra-dorrar/overklaga/",
            DOOR | {"words_sv": "tvist", "title_sv": "Ny rubrik"},
        )

        page = client.post("/skriv/under-tiden/", {"text": "Vi har en tvist med er"})
        assert "Ny rubrik" in page.content.decode()

    @pytest.mark.parametrize("path", ["andra-dorrar/", "andra-dorrar/ny/"])
    def test_are_hidden_from_officers(self, as_role, path):
        assert as_role(Role.OFFICER).get(f"/arbetsyta/{path}").status_code == 404


class TestAccuracyPage:
    def test_is_for_staff(self, as_role, client):
        assert client.get("/arbetsyta/sorteraren/").status_code == 302
        assert as_role(Role.EDITOR).get("/arbetsyta/sorteraren/").status_code == 404

    def test_says_when_nothing_is_learned(self, as_role):
        page = as_role(Role.OFFICER).get("/arbetsyta/sorteraren/").content.decode()

        assert "inte lärt sig ännu" in page
