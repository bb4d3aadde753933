import pytest
from django.test import Client

from medverkan.participation.cases.models import ContentReport
from medverkan.participation.cases.views import readers
from tests.factories.cases import assigned_officer, lodged
from tests.participation.cases.following.conftest import published

pytestmark = pytest.mark.django_db

SAID = {"ground": "personal_data", "text": "Namnet i andra meningen."}
SECRET = "Kalle Persson bor på Storgatan 3"


@pytest.fixture
def case():
    return published()


def address(case, end=""):
    return f"/arenden/{case.reference}/anmal/{end}"


@pytest.fixture
def officer(case):
    user, _actor = assigned_officer(case)
    client = Client()
    client.force_login(user)
    return client


def desk(case, end=""):
    return f"/arbetsyta/arenden/anmalda/{case.reference}/{end}"


class TestReport:
    def test_leads_from_the_page_to_a_receipt_without_a_cookie(self, client, case):
        page = client.get(f"/arenden/{case.reference}/").text
        assert address(case) in page

        assert client.get(address(case)).status_code == 200
        sent = client.post(address(case), SAID)
        assert sent.url == address(case, "skickat/")
        assert "Vi har tagit emot din anmälan" in client.get(sent.url).text
        assert ContentReport.objects.get().email == ""
        assert not client.cookies

    @pytest.mark.parametrize(
        "wrong",
        [
            {"ground": ""},
            {"ground": "nonsense"},
            {"text": " "},
            {"text": "x" * 4001},
            {"email": "nobody"},
        ],
    )
    def test_says_what_is_missing_and_keeps_the_words(self, client, case, wrong):
        page = client.post(address(case), SAID | wrong)

        assert page.status_code == 422
        assert 'class="ds-error-summary"' in page.text
        assert not ContentReport.objects.exists()

    def test_of_a_program_is_thanked_and_forgotten(self, client, case):
        sent = client.post(address(case), SAID | {"website": "https://x.example"})

        assert sent.status_code == 302
        assert not ContentReport.objects.exists()

    def test_from_another_site_is_refused(self, client, case):
        sent = client.post(
            address(case), SAID, headers={"sec-fetch-site": "cross-site"}
        )

        assert sent.status_code == 403

    def test_too_many_from_one_network_are_asked_to_wait(
        self, client, case, monkeypatch
    ):
        monkeypatch.setattr(readers, "AT_MOST", 1)
        client.post(address(case), SAID)

        assert client.post(address(case), SAID).status_code == 429

    def test_of_what_is_not_published_finds_nothing(self, client):
        hidden = lodged()

        assert client.get(address(hidden)).status_code == 404
        assert client.post(address(hidden), SAID).status_code == 404

    def test_is_never_shown_in_public(self, client, case):
        client.post(address(case), SAID | {"text": SECRET})

        for path in (f"/arenden/{case.reference}/", "/arenden/", address(case)):
            assert SECRET not in client.get(path).text


class TestDecide:
    @pytest.fixture
    def form(self, client, case, officer):
        client.post(address(case), SAID | {"text": SECRET})
        page = officer.get(desk(case))
        return page.context["actions"]["anmalan"][1]

    def answers(self, form, **values):
        fields = ("version", "latest", "title", "text", "answer")
        return {name: form.initial[name] for name in fields} | values

    def test_begins_in_a_list_with_how_long_it_has_waited(self, officer, case, form):
        page = officer.get("/arbetsyta/arenden/anmalda/")

        assert case.reference in page.text
        assert "har väntat mindre än en arbetsdag" in page.text

    def test_shows_what_was_said_to_those_who_may_see_the_case(
        self, officer, case, form
    ):
        page = officer.get(desk(case)).text

        assert SECRET in page
        assert "Börja granska" in page

    def test_takes_the_case_off_the_list(self, officer, case, form):
        said = self.answers(form, decision="keep", reason="Det stämmer.")

        assert officer.post(desk(case, "anmalan/"), said).status_code == 302
        assert case.reference not in officer.get("/arbetsyta/arenden/anmalda/").text
        assert "Det stämmer." in officer.get(desk(case)).text

    def test_wants_something_taken_away_where_it_says_so(self, officer, case, form):
        said = self.answers(form, decision="mask", reason="Namn.")

        page = officer.post(desk(case, "anmalan/"), said)

        assert page.status_code == 422
        assert "Ta bort det som inte ska stå kvar" in page.text

    def test_asks_for_a_reason(self, officer, case, form):
        said = self.answers(form, decision="keep", reason="")

        assert officer.post(desk(case, "anmalan/"), said).status_code == 422
