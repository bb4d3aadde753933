import pytest

from medverkan.foundation.permissions import SYSTEM
from medverkan.foundation.search import operations as search
from medverkan.foundation.search.models import SearchEntry
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import GUIDANCE_KIND, Guidance
from medverkan.reference.bodies.roles import Role
from tests.factories.cases import AT

pytestmark = pytest.mark.django_db
KEPT = "/arbetsyta/vagledning/"
ANSWER = {
    "title_sv": "Gatlampan lyser inte",
    "title_fi": "Katuvalo ei pala",
    "answer_sv": "Gör en felanmälan här.",
    "answer_fi": "Tee vikailmoitus täällä.",
    "words_sv": "lyktstolpe, trasig belysning",
    "is_shown": "on",
}


@pytest.fixture
def guidance():
    guidance = operations.save_guidance(
        guidance=None,
        title={"sv": "Gatlampan lyser inte", "fi": "Katuvalo ei pala"},
        answer={"sv": "Gör en felanmälan här.", "fi": "Tee vikailmoitus täällä."},
        words={"sv": ["lyktstolpe", "led-lampa"], "fi": ["led-lamppu"]},
        actor=SYSTEM,
        at=AT,
    )
    search.update(GUIDANCE_KIND, [guidance.pk])
    return guidance


class TestKeepers:
    @pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR])
    def test_write_answers(self, as_role, role):
        client = as_role(role)

        assert client.post(f"{KEPT}ny/", ANSWER).status_code == 302

        written = Guidance.objects.get()
        assert written.answer == {
            "sv": "Gör en felanmälan här.",
            "fi": "Tee vikailmoitus täällä.",
        }
        assert written.words == {"sv": ["lyktstolpe", "trasig belysning"]}
        assert "Gatlampan lyser inte" in client.get(KEPT).content.decode()

    def test_overwrite_nothing_that_was_changed_meanwhile(self, as_role, guidance):
        client = as_role(Role.EDITOR)
        address = f"{KEPT}{guidance.slug}/"
        shown = client.get(address).context["form"]["seen"].value()
        client.post(address, ANSWER | {"answer_sv": "Ring oss."})

        late = client.post(address, ANSWER | {"seen": shown, "answer_sv": "Skriv."})

        assert late.status_code == 409
        assert "Skriv." in late.content.decode()
        assert str(Guidance.objects.get().answer["sv"]) == "Ring oss."

    def test_keep_what_was_typed_when_something_is_missing(self, as_role):
        response = as_role(Role.EDITOR).post(f"{KEPT}ny/", ANSWER | {"answer_sv": ""})

        assert response.status_code == 422
        assert "Gatlampan lyser inte" in response.content.decode()

    def test_are_not_officers(self, as_role):
        client = as_role(Role.OFFICER)

        assert client.get(KEPT).status_code == 404
        assert client.post(f"{KEPT}ny/", ANSWER).status_code == 404


class TestReaders:
    def test_find_the_answer_itself_while_writing(self, client, guidance):
        page = client.post("/skriv/under-tiden/", {"text": "En lampa lyser inte här"})

        assert "Gör en felanmälan här." in page.content.decode()

    def test_get_it_once_in_their_own_language(self, client, guidance):
        text = {"text": "Gatlampan lyser inte, katuvalo ei pala"}

        page = client.post("/fi/skriv/under-tiden/", text).content.decode()

        assert page.count("Tee vikailmoitus täällä.") == 1
        assert "Gör en felanmälan" not in page

    def test_find_it_by_its_words_and_read_it(self, client, guidance):
        found = client.get("/sok/?q=lyktstolpe").content.decode()
        address = f"/bra-att-veta/{guidance.slug}/"
        assert address in found

        page = client.get(address).content.decode()
        assert "Gör en felanmälan här." in page
        assert 'lang="sv"' in client.get(f"/en{address}").content.decode()

    def test_find_it_once_among_its_languages(self, client, guidance):
        found = client.get("/sok/?q=led").context["found"]

        assert found.total == len(found.hits) == 1

    def test_find_nothing_that_is_no_longer_shown(self, as_role, client, guidance):
        hidden = {name: said for name, said in ANSWER.items() if name != "is_shown"}
        as_role(Role.EDITOR).post(f"{KEPT}{guidance.slug}/", hidden)
        search.update(GUIDANCE_KIND, [guidance.pk])

        assert client.get(f"/bra-att-veta/{guidance.slug}/").status_code == 404
        assert not SearchEntry.objects.filter(kind=GUIDANCE_KIND).exists()
