import pytest

from medverkan.foundation import clock
from medverkan.foundation.search import operations as search
from medverkan.participation.cases import operations
from tests.factories.cases import lodged, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    case = lodged(may_be_published=True)
    operations.publish(
        case=case,
        title="Lampan vid bron",
        text="Lampan vid bron är trasig.",
        version=case.version,
        actor=officer_of(case),
        at=clock.now(),
    )
    search.update("case", [case.pk])
    return case


class TestSearch:
    def test_finds_a_published_case_by_another_form_of_a_word(self, client, published):
        response = client.get("/sok/?q=lamporna")

        assert published.reference in response.content.decode()

    def test_finds_nothing_that_was_taken_down(self, client, published):
        operations.withdraw(case=published, at=clock.now())
        search.update("case", [published.pk])

        assert published.reference not in client.get("/sok/?q=lampan").content.decode()

    @pytest.mark.parametrize(
        "text", ["", "%00", '"', "a" * 10_000, "' OR 1=1 --", "🙂"]
    )
    def test_takes_nonsense_calmly(self, client, text):
        for number in ("-1", "00", "9" * 5000):
            assert client.get("/sok/", {"q": text, "sida": number}).status_code == 200
