import datetime as dt
import re

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.tags import address_tag
from medverkan.participation.cases import operations
from medverkan.participation.cases.following import asked, subscriptions
from medverkan.participation.cases.models import Case, Subscription
from medverkan.participation.cases.operations import subscribing
from tests.factories.bodies import AreaFactory, TopicFactory
from tests.factories.cases import AT, lodged, officer_of
from tests.participation.cases.following.conftest import published

pytestmark = pytest.mark.django_db

# The first Monday after the cases of the tests, six in the morning in Sweden.
MONDAY = dt.datetime(2026, 11, 16, 5, 0, tzinfo=dt.UTC)
BEFORE = AT - dt.timedelta(days=1)
MOMENT = dt.timedelta(seconds=1)


def subscribe(query="", name="anna", *, at=BEFORE, confirm=True, language="sv"):
    email = f"{name}@example.org"
    operations.ask_to_subscribe(query=query, email=email, language=language, at=at)
    made = Subscription.objects.filter(address_tag=address_tag(email), query=query)
    if confirm:
        pk = made.get().pk
        operations.confirm_subscription(tag=address_tag(email), pk=pk, at=at)
    return made.first()


def letters() -> list[Delivery]:
    return list(Delivery.objects.filter(letter="subscription.news").order_by("pk"))


def to_confirm() -> int:
    return Delivery.objects.filter(letter="subscription.to_confirm").count()


def link_in(text: str) -> str:
    return re.search(r"/folj/\S+/", text).group()


class TestAsk:
    def test_writes_a_letter_and_begins_nothing(self):
        made = subscribe(confirm=False)

        assert (made.confirmed_at, to_confirm()) == (None, 1)
        assert subscriptions.work(MONDAY) == 0

    def test_again_within_an_hour_writes_no_second_letter(self):
        subscribe(confirm=False)
        subscribe(confirm=False, at=BEFORE + dt.timedelta(minutes=59))

        assert (Subscription.objects.count(), to_confirm()) == (1, 1)

    def test_fills_nobodys_mailbox(self):
        for number in range(subscribing.LETTERS_AN_HOUR + 2):
            subscribe(f"ord=x{number}", confirm=False)

        assert to_confirm() == subscribing.LETTERS_AN_HOUR

    def test_is_forgotten_when_nobody_says_yes_within_a_week(self):
        subscribe(confirm=False)
        subscribe(name="bo")

        operations.forget_unconfirmed(at=BEFORE + dt.timedelta(days=7, seconds=1))

        assert Subscription.objects.get().email == "bo@example.org"


class TestConfirm:
    def test_twice_is_once(self):
        made = subscribe()

        again = operations.confirm_subscription(
            tag=made.address_tag, pk=made.pk, at=MONDAY
        )

        assert again.confirmed_at == BEFORE
        assert Event.objects.filter(name="subscription.confirmed").count() == 1

    def test_by_another_address_is_nothing(self):
        made = subscribe(confirm=False)

        tag = address_tag("bo@example.org")
        assert operations.confirm_subscription(tag=tag, pk=made.pk, at=AT) is None


class TestEnd:
    def test_forgets_the_address(self):
        made = subscribe()

        tag = made.address_tag
        assert operations.end_subscription(tag=tag, pk=made.pk, at=AT) == 1
        assert operations.end_subscription(tag=tag, pk=made.pk, at=AT) == 0
        assert not Subscription.objects.exists()

    def test_of_everything_followed_ends_these_too(self):
        made = subscribe()
        subscribe("ord=lampa")

        operations.stop_following(tag=made.address_tag, case=None, at=AT)

        assert not Subscription.objects.exists()


class TestWork:
    def test_tells_what_is_new_once(self):
        case = published()
        subscribe()

        while subscriptions.work(MONDAY):
            pass

        (letter,) = letters()
        assert case.published_title in letter.text
        assert "/sluta/" in letter.unsubscribe_url

    def test_waits_for_monday(self):
        published()
        subscribe()

        assert subscriptions.work(MONDAY - MOMENT) == 0

    def test_tells_nothing_from_before_it_was_confirmed(self):
        published()
        subscribe(at=AT + MOMENT)

        subscriptions.work(MONDAY)

        assert letters() == []

    def test_writes_no_letter_where_there_is_no_news(self):
        made = subscribe()

        assert subscriptions.work(MONDAY) == 1
        made.refresh_from_db()
        assert (letters(), made.told_until_at) == ([], MONDAY)

    def test_tells_nothing_of_what_is_taken_down_meanwhile(self):
        case = published()
        subscribe()
        operations.unpublish(
            case=case, version=case.version, actor=officer_of(case), at=AT
        )

        subscriptions.work(MONDAY)

        assert letters() == []

    def test_goes_on_where_a_worker_died(self, monkeypatch):
        monkeypatch.setattr(subscriptions, "BATCH_SIZE", 1)
        published()
        for name in ("anna", "bo", "cecilia"):
            subscribe(name=name)
        subscriptions.work(MONDAY)
        # The letters were kept but not how far they went: as after a restored backup.
        Subscription.objects.update(told_until_at=BEFORE)

        while subscriptions.work(MONDAY):
            pass

        assert len(letters()) == 3

    def test_is_written_in_the_readers_language(self):
        published()
        subscribe(language="en")

        subscriptions.work(MONDAY)

        assert "/en/arenden/" in letters()[0].text

    def test_costs_as_many_queries_for_two_readers_as_for_one(
        self, django_assert_max_num_queries
    ):
        published()
        for name in ("anna", "bo"):
            subscribe("ord=bänk", name=name)
        subscriptions.work(BEFORE)

        with django_assert_max_num_queries(22):
            subscriptions.work(MONDAY)


class TestQuery:
    @pytest.fixture
    def case(self) -> Case:
        return published(
            topic=TopicFactory(slug="gator"), area=AreaFactory(slug="norr")
        )

    def told(self, query: str) -> bool:
        subscribe(query)
        subscriptions.work(MONDAY)
        return bool(letters())

    @pytest.mark.parametrize(
        "query",
        ["", "amne=gator", "omrade=norr", "amne=gator&omrade=norr", "ord=bänk",
         "ord=bänkar", "amne=gator&ord=SÄTT+bänken"],
    )  # fmt: skip
    def test_finds(self, case, query):
        assert self.told(query)

    @pytest.mark.parametrize(
        "query",
        ["amne=skola", "omrade=soder", "ord=lampa", "ord=änk", "amne=gator&ord=lampa"],
    )
    def test_leaves_out(self, case, query):
        TopicFactory(slug="skola")
        AreaFactory(slug="soder")

        assert not self.told(query)

    def test_of_a_topic_that_is_gone_finds_nothing(self, case):
        assert not self.told("amne=borta")

    def test_is_said_in_words(self, case):
        topic, area = case.topic, case.area

        assert asked.in_words("amne=gator&omrade=norr&ord=bänk") == (
            f"{topic} · {area} · ”bänk”"
        )
        assert asked.in_words("") == "Allt nytt"


class TestFeed:
    def test_is_narrowed_as_the_list_is(self, client):
        case = published(topic=TopicFactory(slug="gator"))
        other = published(topic=TopicFactory(slug="skola"))

        feed = client.get("/arenden/flode.atom?amne=gator").text

        assert case.reference in feed
        assert other.reference not in feed


class TestPages:
    ASKED = {"email": "anna@example.org", "ord": "bänk"}

    def test_lead_from_the_list_by_the_letter_to_what_one_follows(self, client):
        lodged(topic=TopicFactory(slug="gator"))
        listed = client.get("/arenden/?amne=gator&efter=1-1").text
        assert "/arenden/brev/?amne=gator" in listed
        page = client.get("/arenden/brev/?amne=gator").text
        assert '<option value="gator" selected>' in page

        sent = client.post("/arenden/brev/", self.ASKED | {"amne": "gator"})
        assert "Titta i din" in client.get(sent.url).text
        row = Subscription.objects.get()
        assert (row.query, row.confirmed_at) == ("amne=gator&ord=b%C3%A4nk", None)
        link = link_in(Delivery.objects.latest("pk").text)
        assert client.get(link).status_code == 200
        assert Subscription.objects.get().confirmed_at is None
        followed = client.get(client.post(link).url).text
        assert "”bänk”" in followed
        assert not client.cookies

    @pytest.mark.parametrize(
        "wrong", [{"email": "x"}, {"amne": "borta"}, {"ord": "x" * 61}]
    )
    def test_say_what_is_wrong(self, client, wrong):
        page = client.post("/arenden/brev/", self.ASKED | wrong)

        assert page.status_code == 422
        assert not Subscription.objects.exists()

    def test_thank_a_program_and_forget_it(self, client):
        client.post("/arenden/brev/", self.ASKED | {"website": "x"})

        assert not Subscription.objects.exists()

    def test_stop_by_one_post_without_a_form(self, client):
        subscribe()
        published()
        subscriptions.work(MONDAY)
        link = link_in(letters()[0].unsubscribe_url)

        assert "Stoppa breven" in client.get(link).text
        assert Subscription.objects.exists()
        client.post(link, headers={"sec-fetch-site": "cross-site"})
        assert not Subscription.objects.exists()
        assert client.get(link).status_code == 200
