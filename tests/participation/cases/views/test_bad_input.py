"""Whatever is typed or sent: a clear message, nothing lost, nothing leaked, nothing run."""

import datetime as dt

import pytest
from PIL import Image

from medverkan.foundation import clock
from medverkan.foundation.files.models import StoredFile
from medverkan.participation.cases import links
from medverkan.participation.cases.models import Case, Draft, Message, Rating
from tests.factories.bodies import BodyFactory, TopicFactory
from tests.factories.cases import AT, assigned_officer, lodged
from tests.factories.files import picture, upload
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

STRANGE = {
    "emoji": "Lampan 🙈👩‍👩‍👧 är trasig.",
    "Arabic": "المصباح عند الجسر مكسور.",
    "sami": "Lámpá šaldi luhtte lea cuovkanan.",
    "markup": "<script>alert(1)</script><b>fet</b> & {{ 7|add:7 }} {% now 'Y' %}",
    "as long as it may be": "å" * 20_000,
}


@pytest.fixture
def about(client):
    """What step two sends, with a token of its own."""
    BodyFactory(kind="executive_board")
    pathway = RuleSetFactory().pathway
    first = client.post("/skriv/", {"text": "Lampan är trasig."})
    return {
        "token": first.context["token"],
        "text": "Lampan är trasig.",
        "title": "Lampan",
        "pathway": pathway.pk,
        "topic": TopicFactory().pk,
    }


@pytest.fixture
def mine():
    """A case and the address of its own page."""
    case = lodged()
    return case, f"/mitt-arende/{links.make(case, at=AT)}/"


class TestText:
    @pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
    def test_in_any_script_arrives_as_it_was_written(self, client, about, text):
        step_three = client.post("/skriv/om/", about | {"text": text})
        client.post(step_three.url, {"answer_by": "none"})

        assert Message.objects.get().text == text

    def test_with_markup_is_shown_and_not_run(self, client, about):
        shown = client.post("/skriv/", {"text": STRANGE["markup"]}).content.decode()

        assert "&lt;script&gt;alert(1)" in shown
        assert "<script>alert" not in shown
        assert "{{ 7|add:7 }}" in shown

    @pytest.mark.parametrize(
        "text", ["a\x00b", "\x01\x02\x03\x04\x05\x06", "\ufffd" * 40]
    )
    def test_that_is_binary_is_refused_or_cleaned(self, client, about, text):
        response = client.post("/skriv/", {"text": text})

        assert response.status_code in (200, 422)
        assert "\x00" not in response.content.decode()

    def test_one_character_too_long_keeps_what_was_typed(self, client, about):
        text = "å" * 20_001

        response = client.post("/skriv/om/", about | {"text": text})

        assert response.status_code == 422
        assert text in response.content.decode()
        assert not Draft.objects.exists()

    @pytest.mark.parametrize("text", ["", "   \n ", "å" * 20_001])
    def test_added_later_is_refused_alike(self, client, mine, text):
        _case, url = mine

        response = client.post(f"{url}skriv/", {"text": text})

        assert response.status_code == 422
        assert Message.objects.count() == 1


class TestAttachment:
    def send(self, client, about, content, name):
        return client.post("/skriv/om/", about | {"file": upload(content, name)})

    def test_that_is_not_what_it_says_is_refused_with_the_text_kept(
        self, client, about
    ):
        response = self.send(client, about, b"rm -rf /", "bild.jpg")

        assert response.status_code == 422
        assert response.context["form"].errors["file"]
        assert "Lampan är trasig." in response.content.decode()
        assert not StoredFile.objects.exists()

    @pytest.mark.parametrize(
        "name", ["../../etc/passwd.txt", "a" * 300 + ".txt", ".txt"]
    )
    def test_with_a_strange_name_lands_nowhere_else(self, client, about, name):
        response = self.send(client, about, b"Lampan.", name)

        assert response.status_code in (302, 422)
        assert not StoredFile.objects.filter(name__contains="passwd").exists()

    def test_loses_where_the_picture_was_taken(self, client, about):
        exif = Image.Exif()
        exif.get_ifd(0x8825)[1] = "N"

        self.send(client, about, picture(exif=exif), "bild.jpg")

        with StoredFile.objects.get().open() as kept:
            assert not Image.open(kept).getexif()


class TestSentAgain:
    def test_an_addition_is_added_once(self, client, mine):
        _case, url = mine

        for _ in range(2):
            client.post(f"{url}skriv/", {"text": "En sak till.", "key": "one"})

        assert Message.objects.filter(text="En sak till.").count() == 1

    def test_a_case_is_taken_back_once(self, client, mine):
        case, url = mine

        answers = [client.post(f"{url}ta-tillbaka/") for _ in range(2)]

        case.refresh_from_db()
        assert case.state == "withdrawn"
        assert all(answer.status_code < 500 for answer in answers)

    def test_a_rating_before_any_answer_changes_nothing(self, client, mine):
        case, url = mine

        response = client.post(f"{url}lost/", {"solved": "yes"})

        case.refresh_from_db()
        assert response.status_code < 500
        assert not Rating.objects.filter(case=case).exists()

    def test_a_draft_of_last_month_says_that_it_is_gone(
        self, client, about, time_machine
    ):
        step_three = client.post("/skriv/om/", about)
        time_machine.move_to(clock.now() + dt.timedelta(days=31))

        response = client.post(step_three.url, {"answer_by": "none"})

        assert response.status_code == 410
        assert not Case.objects.exists()


class TestAddress:
    @pytest.mark.parametrize(
        "path",
        [
            "/arenden/2026-OKANT000/", "/arenden/%00/", "/arenden/'--/",
            "/mitt-arende/okant/", "/arenden/?efter=%00", "/arenden/?efter=9e9-1",
            "/arenden/?amne=%00&svar=%F0%9F%99%88", "/arenden/?efter=" + "9" * 39,
            "/arenden/?efter=" + "9" * 19 + "-" + "9" * 19,
        ],
    )  # fmt: skip
    def test_of_nonsense_gets_a_page(self, client, path):
        response = client.get(path)

        assert response.status_code in (200, 404)
        assert "<h1" in response.content.decode()

    @pytest.mark.parametrize(
        "arrived", ["2026-02-30 10:00", "i går", "0000-00-00", "9" * 50]
    )
    def test_of_a_date_that_is_none_is_refused(self, client, arrived):
        user, _ = assigned_officer(lodged())
        client.force_login(user)

        response = client.post("/arbetsyta/registrera/", {"arrived_at": arrived})

        assert response.status_code == 422
        assert response.context["form"].errors["arrived_at"]
