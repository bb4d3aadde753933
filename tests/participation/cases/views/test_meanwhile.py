import pytest
from django.core.management import call_command

from medverkan.participation.cases import operations
from tests.factories import cases as factory

AT = factory.AT
pytestmark = pytest.mark.django_db
WRITTEN = "Gungan på lekplatsen i Hulta är trasig"


@pytest.fixture(autouse=True)
def by_letters_alone(settings, tmp_path):
    settings.SEARCH_BY_MEANING = False
    settings.SEARCH_ROOT = tmp_path


def published(**values):
    case = factory.lodged(title=WRITTEN, text=WRITTEN, may_be_published=True, **values)
    operations.publish(
        case=case,
        title=WRITTEN,
        text=WRITTEN,
        version=case.version,
        actor=factory.officer_of(case),
        at=AT,
    )
    call_command("reindex", verbosity=0)
    case.refresh_from_db()
    return case


def shown(client, text, **more):
    response = client.post("/skriv/under-tiden/", {"text": text} | more)
    assert response.status_code == 200
    return response


class TestMeanwhile:
    def test_shows_what_is_said_already(self, client):
        published()

        page = shown(client, "Gungan på lekplatsen är sönder").content.decode()

        assert WRITTEN in page
        assert 'id="meanwhile-status"' in page

    def test_is_told_aloud_once(self, client):
        published()
        first = shown(client, "Gungan på lekplatsen är sönder")

        again = shown(
            client,
            "Gungan på lekplatsen är sönder igen",
            shown=first.context["shown"],
        )

        assert WRITTEN in again.content.decode()
        assert "meanwhile-status" not in again.content.decode()

    def test_forgets_at_once_what_is_taken_down(self, client):
        case = published()
        operations.unpublish(
            case=case, version=case.version, actor=factory.officer_of(case), at=AT
        )
        call_command("reindex", verbosity=0)

        assert WRITTEN not in shown(client, WRITTEN).content.decode()

    def test_shows_hints_about_other_doors(self, client):
        page = shown(client, "Jag vill överklaga beslutet").content.decode()

        assert "Vill du överklaga ett beslut?" in page

    @pytest.mark.parametrize("text", ["", "hej", "\x00" * 20, "😀" * 3000, "<script>"])
    def test_takes_whatever_is_written(self, client, text):
        shown(client, text)

    def test_is_for_our_own_pages(self, client):
        response = client.post(
            "/skriv/under-tiden/",
            {"text": "x"},
            headers={"Sec-Fetch-Site": "cross-site"},
        )

        assert response.status_code == 403

    def test_is_asked_for_by_the_form(self, client):
        page = client.get("/skriv/").content.decode()

        assert 'hx-post="/skriv/under-tiden/"' in page
        assert 'role="status"' in page
