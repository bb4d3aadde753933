import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F

from medverkan.participation.cases.models import Case, Draft, Party
from medverkan.participation.cases.states import AskedKind
from medverkan.reference.pathways.choices import Publication
from medverkan.reference.pathways.models import RuleSet
from tests.factories.bodies import (
    AddressFactory,
    AreaFactory,
    BodyFactory,
    TopicFactory,
)
from tests.factories.cases import asked
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db
TEXT = "Lampan vid bron är trasig."
EASY = "?lattlast=1"


@pytest.fixture
def rule_set():
    BodyFactory(kind="executive_board")
    return RuleSetFactory(publication=Publication.NEVER)


def begin(client, rule_set, topic=None, text=TEXT):
    """The address of the draft, after the first two questions."""
    first = client.post(f"/skriv/{EASY}", {"text": text})
    answers = {name: first.context["form"][name].value() for name in ("text", "title")}
    return client.post(
        f"/skriv/om/{EASY}",
        answers
        | {
            "token": first.context["token"],
            "pathway": rule_set.pathway.pk,
            "topic": topic.pk if topic else "",
        },
    ).url.split("fraga/")[0]


def answer(client, draft, slug, **data):
    return client.post(f"{draft}fraga/{slug}/{EASY}", data)


def page(client, draft, slug):
    return client.get(f"{draft}fraga/{slug}/{EASY}")


def slug_of(response) -> str:
    """The question that an answer led to; empty when all is to be looked through."""
    return response.url.removesuffix(EASY).split("fraga/")[1].rstrip("/")


def answer_all(client, draft, **answers):
    """Go from the third question to the last, with nothing where nothing is said."""
    given = {
        "svar": {"answer_by": "email"},
        "e-post": {"email": "marja@example.org"},
    } | answers
    slug = "plats"
    while slug:
        slug = slug_of(answer(client, draft, slug, **given.get(slug, {})))


class TestOneQuestionPerPage:
    def test_leads_from_the_first_word_to_a_case(self, client, rule_set):
        draft = begin(client, rule_set)
        answer_all(
            client,
            draft,
            plats={"place": "Bron"},
            namn={"name": "Marja Ek"},
            svar={"answer_by": "email", "wants_easy_words": "on"},
        )

        sent = client.post(f"{draft}fraga/{EASY}")

        case, party = Case.objects.get(), Party.objects.get()
        assert sent.url.endswith("?skickat")
        assert (case.place, case.opening.text) == ("Bron", TEXT)
        assert (party.name, party.email) == ("Marja Ek", "marja@example.org")
        assert party.wants_easy_words
        assert not client.cookies

    def test_shows_one_question_and_the_telephone_on_each(
        self, client, rule_set, settings
    ):
        draft = begin(client, rule_set)
        slug, seen = "plats", []
        while slug:
            shown = page(client, draft, slug)
            assert settings.MUNICIPALITY["phone"] in shown.content.decode()
            seen.append((shown.context["number"], shown.context["count"]))
            slug = slug_of(
                answer(client, draft, slug, answer_by="email", email="m@example.org")
            )

        assert [number for number, _ in seen] == list(range(3, 3 + len(seen)))
        assert seen[-1][0] == seen[-1][1]

    def test_writes_nothing_before_the_second_answer(self, client, rule_set):
        client.get(f"/skriv/{EASY}")
        client.post(f"/skriv/{EASY}", {"text": TEXT})

        assert not Draft.objects.exists()

    def test_asks_only_for_the_address_of_the_chosen_way(self, client, rule_set):
        draft = begin(client, rule_set)

        by_letter = answer(client, draft, "svar", answer_by="letter")
        by_none = answer(client, draft, "svar", answer_by="none")

        assert slug_of(by_letter) == "adress"
        assert slug_of(by_none) == ""

    def test_forgets_an_address_that_is_asked_for_no_more(self, client, rule_set):
        draft = begin(client, rule_set)
        answer_all(client, draft)
        answer(client, draft, "svar", answer_by="none")

        client.post(f"{draft}fraga/{EASY}")

        assert Party.objects.get().email == ""

    def test_puts_each_question_of_the_topic_on_a_page(self, client, rule_set):
        topic = TopicFactory()
        one, other = (
            asked(topic, "Stolpens nummer"),
            asked(topic, "Är det farligt?", kind=AskedKind.YES_NO),
        )
        draft = begin(client, rule_set, topic)

        first = answer(client, draft, "bild")
        second = answer(client, draft, slug_of(first), **{one.code: "0417"})
        answer_all(client, draft, **{f"fraga-{one.code}": {one.code: "0417"}})
        client.post(f"{draft}fraga/{EASY}")

        assert slug_of(first) == f"fraga-{one.code}"
        assert slug_of(second) == f"fraga-{other.code}"
        assert "Stolpens nummer: 0417" in Case.objects.get().opening.text

    def test_lets_a_wrong_topic_be_changed(self, client, rule_set):
        topic = TopicFactory()
        asked(topic, "Stolpens nummer", is_required=True)
        draft = begin(client, rule_set, topic)

        changed = client.post(f"{draft}fraga/amne/{EASY}&andra", {"topic": ""})

        assert client.get(changed.url).url.endswith(f"fraga/namn/{EASY}")

    def test_asks_what_the_rules_want_to_know(self, client):
        rules = RuleSetFactory(asks_for_name=True, guardian_below_age=13)
        draft = begin(client, rules)

        nameless = answer(client, draft, "namn")
        young = answer(client, draft, "alder", is_below_age="on")
        own = answer(client, draft, "vardnadshavare", guardian_email="inte en adress")

        assert nameless.status_code == own.status_code == 422
        assert slug_of(young) == "vardnadshavare"


class TestGoingBackAndForth:
    def test_loses_nothing(self, client, rule_set):
        draft = begin(client, rule_set)
        answer(client, draft, "plats", place="Bron")

        back = answer(client, draft, "namn", name="Marja", back="1")

        assert page(client, draft, "namn").context["form"]["name"].value() == "Marja"
        assert page(client, draft, "plats").context["form"]["place"].value() == "Bron"
        assert slug_of(back) == "bild"

    def test_from_the_second_question_keeps_the_text_and_the_choice(
        self, client, rule_set
    ):
        first = client.post(f"/skriv/{EASY}", {"text": TEXT})
        about = {
            "token": first.context["token"],
            "text": TEXT,
            "title": "Lampan",
            "pathway": rule_set.pathway.pk,
            "back": "1",
        }

        back = client.post(f"/skriv/om/{EASY}", about)

        assert slug_of(back) == "text"
        assert client.get(back.url).context["form"]["text"].value() == TEXT

    def test_is_not_held_by_an_empty_answer_that_is_needed(self, client, rule_set):
        draft = begin(client, rule_set)
        answer(client, draft, "svar", answer_by="email")

        assert slug_of(answer(client, draft, "e-post", back="1")) == "svar"
        assert answer(client, draft, "e-post").status_code == 422

    def test_with_something_that_cannot_be_kept_says_so(self, client, rule_set):
        draft = begin(client, rule_set)

        response = answer(client, draft, "e-post", email="marja@", back="1")

        assert response.status_code == 422
        assert "marja@" in response.content.decode()

    def test_remembers_a_tick_that_was_taken_away(self, client, rule_set):
        draft = begin(client, rule_set)
        before = page(client, draft, "svar").context["form"]["wants_easy_words"]

        answer(client, draft, "svar", answer_by="email")

        after = page(client, draft, "svar").context["form"]["wants_easy_words"]
        assert before.value()
        assert not after.value()

    def test_changes_one_answer_and_returns_to_all_of_them(self, client, rule_set):
        draft = begin(client, rule_set)
        answer_all(client, draft)

        changed = client.post(f"{draft}fraga/plats/{EASY}&andra", {"place": "Torget"})

        assert slug_of(changed) == ""
        assert "Torget" in client.get(changed.url).content.decode()

    def test_works_out_the_topic_anew_from_another_text(self, client, rule_set):
        draft = begin(client, rule_set, TopicFactory())

        answer(client, draft, "text", text="Något helt annat.")

        content = Draft.objects.get().content
        assert content["title"] == "Något helt annat"
        assert content["topic"] is None


class TestErrors:
    def test_stand_on_the_page_that_they_belong_to(self, client, rule_set):
        draft = begin(client, rule_set)

        response = answer(client, draft, "svar", answer_by="duva")

        assert set(response.context["form"].errors) == {"answer_by"}

    def test_of_a_file_are_said_beside_it(self, client, rule_set):
        draft = begin(client, rule_set)
        file = SimpleUploadedFile("bild.jpg", b"not a picture")

        response = answer(client, draft, "bild", file=file)

        assert response.status_code == 422
        assert "file" in response.context["form"].errors

    def test_in_what_is_left_lead_to_its_question(self, client, rule_set):
        draft = begin(client, rule_set)

        assert slug_of(client.get(f"{draft}fraga/{EASY}")) == "namn"
        assert slug_of(client.post(f"{draft}fraga/{EASY}")) == "namn"
        assert not Case.objects.exists()

    def test_of_a_way_that_was_closed_meanwhile_ask_what_it_is(self, client, rule_set):
        draft = begin(client, rule_set)
        answer_all(client, draft)
        RuleSet.objects.update(in_force_until=F("in_force_from") + dt.timedelta(days=1))

        assert slug_of(client.get(f"{draft}fraga/{EASY}")) == "arende"

    def test_of_an_unknown_question_lead_to_all_of_them(self, client, rule_set):
        draft = begin(client, rule_set)

        assert slug_of(page(client, draft, "finns-inte")) == ""

    def test_of_signs_that_no_database_keeps_are_none(self, client, rule_set):
        draft = begin(client, rule_set)

        answer(client, draft, "namn", name="a\x00b")
        refused = answer(client, draft, "e-post", email="a\x00@example.org")

        assert "\x00" not in str(Draft.objects.get().content)
        assert refused.status_code == 422

    def test_after_a_day_say_that_the_draft_is_gone(self, client, rule_set):
        draft = begin(client, rule_set)
        later = Draft.objects.get().expires_at + dt.timedelta(seconds=1)

        with time_machine.travel(later, tick=False):
            assert page(client, draft, "plats").status_code == 410

    def test_of_sending_twice_are_none(self, client, rule_set):
        draft = begin(client, rule_set)
        answer_all(client, draft)
        client.post(f"{draft}fraga/{EASY}")

        again = client.post(f"{draft}fraga/{EASY}")

        assert again.status_code == 302
        assert Case.objects.count() == 1


class TestOtherWords:
    def test_are_had_in_the_middle_with_everything_kept(self, client, rule_set):
        draft = begin(client, rule_set)
        answer_all(client, draft, namn={"name": "Marja"})

        usual = client.get(draft)

        assert usual.context["form"]["name"].value() == "Marja"

    def test_lead_from_each_usual_step_to_one_question(self, client, rule_set):
        draft = begin(client, rule_set)

        for path in ("", "andra/", "fragor/"):
            assert "/fraga/" in client.get(f"{draft}{path}{EASY}").url

    def test_keep_the_position_of_the_place(self, client, rule_set):
        AreaFactory()
        draft = begin(client, rule_set)
        answer(client, draft, "plats", latitude="57.72", longitude="12.94")
        answer_all(client, draft, plats={"latitude": "57.72", "longitude": "12.94"})

        client.post(f"{draft}fraga/{EASY}")

        assert Case.objects.get().latitude == 57.72


class TestAnAddress:
    @pytest.fixture(autouse=True)
    def _register(self):
        AddressFactory(street__name="Åsbogatan", number=12)
        AddressFactory(street__name="Skolgatan", street__town="Borås", number=3)
        AddressFactory(street__name="Skolgatan", street__town="Fristad", number=3)

    def test_is_asked_about_on_a_page_of_its_own(self, client, rule_set):
        draft = begin(client, rule_set)

        found = answer(client, draft, "plats", place="asbogatan 12")
        other = answer(client, draft, "plats", place="Bron")

        assert slug_of(found) == "ratt-plats"
        assert slug_of(other) == "bild"

    def test_gives_its_position_to_the_case(self, client, rule_set):
        draft = begin(client, rule_set)
        place = {"place": "skolgatan 3"}
        answer(client, draft, "plats", **place)
        [_, second] = page(client, draft, "ratt-plats").context["form"].spots.values()

        answer_all(client, draft, plats=place, **{"ratt-plats": {"spot": second.label}})
        client.post(f"{draft}fraga/{EASY}")

        case = Case.objects.get()
        assert (case.place, case.longitude) == ("skolgatan 3", second.longitude)

    def test_is_asked_about_anew_when_the_place_is_another(self, client, rule_set):
        draft = begin(client, rule_set)
        first, place = "Åsbogatan 12, Borås", {"place": "Åsbogatan 12"}
        answer_all(client, draft, plats=place, **{"ratt-plats": {"spot": first}})

        changed = client.post(
            f"{draft}fraga/plats/{EASY}&andra", {"place": "Skolgatan 3"}
        )

        assert slug_of(client.get(changed.url)) == "ratt-plats"
