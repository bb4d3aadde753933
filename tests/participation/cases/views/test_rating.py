import pytest

from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Message, Rating
from medverkan.participation.cases.states import MessageKind, Outcome
from tests.factories.cases import AT, lodged, officer_of

pytestmark = pytest.mark.django_db

TOKEN = "a" * 22
MINE = f"/mitt-arende/{TOKEN}/"


@pytest.fixture
def case():
    """An answered case behind the secret link."""
    case = lodged(token=TOKEN)
    operations.reply(
        case=case,
        text="Lampan är bytt.",
        outcome=Outcome.FIXED,
        version=case.version,
        actor=officer_of(case),
        at=AT,
    )
    return case


class TestTheLetter:
    def test_asks_by_links_that_choose_but_do_not_send(self, case, client):
        letter = Delivery.objects.get(letter="case.answered")

        assert "lost/?svar=partly" in letter.html
        response = client.get(f"{MINE}lost/?svar=partly")

        assert 'value="partly"' in response.content.decode()
        assert response.context["form"]["solved"].value() == "partly"
        assert not Rating.objects.exists()


class TestThePage:
    def test_keeps_what_was_said_and_thanks(self, case, client):
        response = client.post(
            f"{MINE}lost/", {"solved": "yes", "grade": "4"}, follow=True
        )

        assert Rating.objects.get().grade == 4
        assert "Tack för att du berättade" in response.content.decode()

    def test_sent_twice_writes_the_words_once(self, case, client):
        said = {"solved": "no", "words": "Den är släckt igen.", "key": "k" * 22}

        first = client.post(f"{MINE}lost/", said)
        again = client.post(f"{MINE}lost/", said)

        assert (first.status_code, again.status_code) == (302, 302)
        assert Message.objects.filter(kind=MessageKind.ADDITION).count() == 1

    @pytest.mark.parametrize(
        "said", [{}, {"solved": "maybe"}, {"solved": "yes", "grade": "6"}]
    )
    def test_says_what_to_do_about_nonsense_and_keeps_the_words(
        self, case, client, said
    ):
        response = client.post(f"{MINE}lost/", said | {"words": "Min text."})

        assert response.status_code == 422
        assert "Min text." in response.content.decode()
        assert not Rating.objects.exists()

    @pytest.mark.parametrize("chosen", ["", "kanske", "<b>"])
    def test_chooses_nothing_that_is_not_there(self, case, client, chosen):
        response = client.get(f"{MINE}lost/?svar={chosen}")

        assert response.status_code == 200
        assert "checked" not in response.content.decode()

    def test_leads_back_while_there_is_no_answer(self, client):
        lodged(token=TOKEN)

        assert client.get(f"{MINE}lost/").url == MINE

    def test_shows_what_was_said_and_lets_it_be_changed(self, case, client):
        client.post(f"{MINE}lost/", {"solved": "partly", "grade": "2"})

        page = client.get(MINE).content.decode()

        assert "Delvis, 2 – ganska missnöjd" in page
        assert client.get(f"{MINE}lost/").context["form"]["grade"].value() == 2
