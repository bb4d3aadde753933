import pytest
from django.test import Client

from medverkan.participation.cases.models import Review
from tests.factories.cases import assigned_officer, lodged
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return lodged(pathway=RuleSetFactory(gathering=True, votes=150).pathway)


def signed_in(case, name):
    user, _actor = assigned_officer(case)
    user.name = name
    user.save()
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def anna(case):
    return signed_in(case, "Anna Ek")


@pytest.fixture
def bo(case):
    return signed_in(case, "Bo Alm")


def address(case, end=""):
    return f"/arbetsyta/arenden/granska/{case.reference}/{end}"


def do(client, case, what):
    return client.post(address(case, "granskning/"), {"gor": what})


def publish(client, case):
    case.refresh_from_db()
    fields = {"version": case.version, "title": "Fler bänkar", "text": "Sätt ut."}
    return client.post(address(case, "publicera/"), fields)


class TestReview:
    def test_offers_to_publish_once_it_is_begun(self, case, anna):
        assert "publicera" not in anna.get(address(case)).context["actions"]
        do(anna, case, "ta")

        page = anna.get(address(case))
        assert {"publicera", "publicera-inte"} <= page.context["actions"].keys()
        assert "Du granskar det här till" in page.text

    def test_is_seen_by_others_on_page_and_list(self, case, anna, bo):
        do(anna, case, "ta")

        page = bo.get(address(case))
        assert "publicera" not in page.context["actions"]
        assert "Anna Ek granskar det här" in page.text
        assert "Anna Ek" in bo.get("/arbetsyta/arenden/granska/").text

    def test_answers_409_to_who_comes_second_and_keeps_the_words(self, case, anna, bo):
        do(anna, case, "ta")

        assert do(bo, case, "ta").status_code == 409
        second = publish(bo, case)
        assert second.status_code == 409
        assert "Fler bänkar" in second.text
        assert "Någon annan granskar" in second.text

    def test_tells_who_lost_it(self, case, anna, bo):
        do(anna, case, "ta")
        do(bo, case, "ta-over")

        assert "Bo Alm tog över granskningen" in anna.get(address(case)).text
        assert publish(bo, case).status_code == 302

    def test_is_left_to_others(self, case, anna, bo):
        do(anna, case, "ta")
        do(anna, case, "lamna")

        assert not Review.objects.exists()
        assert "Börja granska" in bo.get(address(case)).text

    def test_lists_how_long_each_has_waited(self, case, anna, time_machine):
        time_machine.move_to("2026-11-13T09:00:00+00:00", tick=False)

        assert (
            "har väntat 3 arbetsdagar"
            in signed_in(case, "Cia").get("/arbetsyta/arenden/granska/").text
        )


class TestTheTextToPublish:
    def test_begins_without_what_points_out_the_one_who_wrote(self):
        text = "En idiot ritade det. Ring Marja på 070-123 45 67."
        case = lodged(
            text=text, pathway=RuleSetFactory(gathering=True, votes=150).pathway
        )
        client = signed_in(case, "Anna Ek")
        do(client, case, "ta")

        form = client.get(address(case)).context["actions"]["publicera"][1]

        start = form["text"].value()
        assert start == "En idiot ritade det. Ring [maskerat] på [telefonnummer]."
        assert "”idiot”" in form["text"].help_text
        assert text in client.get(address(case)).text
