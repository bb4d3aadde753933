"""Voting and asking for news: one letter, one button, and no tie between the two."""

import datetime as dt
import html
import json
import re

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from medverkan.foundation import clock
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.tags import address_tag
from medverkan.participation.ballots import news, spool
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Follower
from tests.factories.ballots import BallotFactory
from tests.factories.cases import AT
from tests.participation.cases.following.conftest import follow

pytestmark = pytest.mark.django_db

SAID = {"email": "anna@example.org", "wants_news": "on"}


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AT + dt.timedelta(minutes=17))


@pytest.fixture
def page(proposal):
    return f"/rost/{proposal.ballot.uuid}/"


@pytest.fixture
def ballot(proposal):
    return proposal.ballot


def link_in(letter) -> str:
    found = re.search(r"https?://[^/]+(/\S+)", letter.text)
    assert found is not None
    return found.group(1)


def press(client, link):
    """Press the button of the page behind the link, with what its form holds."""
    shown = client.get(link).text
    held = re.findall(r'name="nyheter" value="([^"]+)"', shown)
    said = {"nyheter": html.unescape(held[0])} if held else {}
    return client.post(link.partition("?")[0], said, follow=True)


class TestOneLetter:
    def test_confirms_the_vote_and_that_one_follows(self, client, page, ballot):
        client.post(page, SAID)
        letter = Delivery.objects.get(to_email="anna@example.org")

        answer = press(client, link_in(letter))

        assert count_of(ballot).counted == 1
        assert Follower.objects.get().confirmed_at is not None
        assert "Vi berättar i mejl vad det blir av det." in answer.text

    def test_follows_nothing_before_the_button_is_pressed(self, client, page):
        client.post(page, SAID)
        client.get(link_in(Delivery.objects.get(to_email="anna@example.org")))

        assert not Follower.objects.exists()

    def test_is_the_vote_alone_where_nothing_was_ticked(self, client, page, ballot):
        client.post(page, {"email": "anna@example.org"})

        press(client, link_in(Delivery.objects.get(to_email="anna@example.org")))

        assert count_of(ballot).counted == 1
        assert not Follower.objects.exists()

    def test_pressed_twice_follows_once(self, client, page):
        client.post(page, SAID)
        link = link_in(Delivery.objects.get(to_email="anna@example.org"))

        press(client, link)
        press(client, link)

        assert Follower.objects.count() == 1

    def test_leads_one_who_has_voted_before_to_the_page(self, client, page):
        client.post(page, {"email": "anna@example.org"})
        press(client, link_in(Delivery.objects.get(to_email="anna@example.org")))

        client.post(page, SAID)

        letter = Delivery.objects.get(letter="vote.already_counted")
        assert "följ det från dess sida" in letter.text


class TestWhileTheDatabaseIsAway:
    @pytest.fixture(autouse=True)
    def spool_root(self, settings, tmp_path):
        settings.LEDGER_SPOOL_ROOT = tmp_path / "spool"
        return settings.LEDGER_SPOOL_ROOT

    @pytest.fixture
    def pressed(self, client, page, monkeypatch):
        client.post(page, SAID)
        link = link_in(Delivery.objects.get(to_email="anna@example.org"))

        def fail(*_args):
            raise OperationalError("the server is gone")

        with monkeypatch.context() as away:
            away.setattr(BaseDatabaseWrapper, "cursor", fail)
            return press(client, link)

    def test_the_button_keeps_both(self, pressed, ballot):
        assert pressed.status_code == 202

        assert [spool.drain(), spool.drain()] == [1, 0]

        assert count_of(ballot).counted == 1
        assert Follower.objects.get().confirmed_at == AT

    def test_no_file_ties_the_vote_to_the_address(self, pressed, spool_root):
        vote, asked = sorted(spool_root.iterdir(), key=lambda file: file.suffix)

        assert set(json.loads(vote.read_text())) == {"ballot", "at", "secret"}
        assert set(json.loads(asked.read_text())) == {"ballot", "at", "token"}
        assert "anna" not in asked.read_text()
        assert dt.datetime.fromisoformat(json.loads(asked.read_text())["at"]) == AT

    def test_what_we_did_not_seal_is_forgotten(self, ballot, spool_root):
        for token in ("påhittad", "x" * 5000, ""):
            spool.keep_news(ballot=ballot.uuid, token=token, at=AT)

        assert len(list(spool_root.iterdir())) == 1
        spool.drain()

        assert list(spool_root.iterdir()) == []
        assert not Follower.objects.exists()


class TestTheLink:
    def test_holds_the_address_unreadable(self, ballot):
        token = news.token(ballot=ballot, email="anna@example.org", language="sv")

        assert "anna" not in token
        assert news.begin(ballot=ballot, token=token, at=AT)

    def test_is_refused_where_we_did_not_make_it(self, ballot):
        other = BallotFactory()
        token = news.token(ballot=other, email="anna@example.org", language="sv")

        assert not news.begin(ballot=ballot, token=token, at=AT)
        assert not news.begin(ballot=ballot, token="påhittad", at=AT)
        assert not Follower.objects.exists()


class TestTheFollower:
    def test_is_kept_by_the_hour_alone(self, proposal):
        at = AT + dt.timedelta(minutes=17)

        operations.follow_by_vote(
            case=proposal, email="anna@example.org", language="sv", at=at
        )

        follower = Follower.objects.get()
        assert (follower.asked_at, follower.confirmed_at) == (AT, AT)

    def test_keeps_what_was_chosen_before(self, proposal):
        follow(proposal, weekly=True)

        operations.follow_by_vote(
            case=proposal, email="anna@example.org", language="fi", at=AT
        )

        follower = Follower.objects.get(address_tag=address_tag("anna@example.org"))
        assert (follower.frequency, follower.language) == ("weekly", "sv")

    def test_is_confirmed_where_it_had_only_asked(self, proposal):
        follow(proposal, confirm=False)

        operations.follow_by_vote(
            case=proposal, email="anna@example.org", language="sv", at=AT
        )

        assert Follower.objects.get().confirmed_at == AT

    def test_is_not_made_where_nothing_more_happens(self, proposal):
        operations.withdraw(case=proposal, at=AT)

        operations.follow_by_vote(
            case=proposal, email="anna@example.org", language="sv", at=AT
        )

        assert not Follower.objects.exists()
