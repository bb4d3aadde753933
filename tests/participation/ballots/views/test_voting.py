from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.urls import reverse

from medverkan.foundation.notices.models import Delivery
from medverkan.participation.ballots import limits, operations, spool
from medverkan.participation.ballots.queries import count_of
from tests.factories.ballots import BallotFactory, begin, vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(monkeypatch):
    """The pages' clock stands still within the window of the factory's ballots."""
    from medverkan.foundation import clock
    from tests.factories.ballots import AT

    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def ballot(now):
    return BallotFactory(threshold=150)


def fail(*args, **kwargs):
    raise OperationalError("the server is gone")


@pytest.fixture
def no_database(monkeypatch):
    """Until the test asks for it back, no statement reaches the database."""
    with monkeypatch.context() as away:
        away.setattr(BaseDatabaseWrapper, "cursor", fail)
        yield away


def address(name: str, ballot, *more: str) -> str:
    return reverse(f"ballots:{name}", args=[ballot.uuid, *more])


class TestVote:
    def test_says_what_one_vote_means_and_cannot_see(self, client, ballot):
        page = client.get(address("vote", ballot)).content.decode()

        assert "En röst per bekräftad e-postadress." in page
        assert "Vi ser inte" in page

    def test_is_followed_by_the_same_page_whatever_is_known(self, client, ballot):
        vote(ballot, "anna")
        answers = []
        for name in ("anna", "bo"):
            data = {"email": f"{name}@example.org"}
            answer = client.post(address("vote", ballot), data, follow=True)
            answers.append((answer.redirect_chain, answer.content))

        assert answers[0] == answers[1]
        letters = Delivery.objects.order_by("pk").values_list("letter", flat=True)
        assert list(letters)[-2:] == ["vote.already_counted", "vote.to_confirm"]

    def test_sets_no_cookie_and_is_the_same_for_all(self, client, ballot):
        answer = client.get(address("vote", ballot))

        assert not answer.cookies
        assert "public" in answer["Cache-Control"]

    def test_keeps_what_was_typed_when_it_cannot_be_read(self, client, ballot):
        answer = client.post(address("vote", ballot), {"email": "anna.example.org"})

        assert answer.status_code == 422
        assert "anna.example.org" in answer.content.decode()
        assert count_of(ballot).received == 0

    def test_lets_a_program_believe_that_it_has_voted(self, client, ballot):
        data = {"email": "x@example.org", "website": "http://x"}

        answer = client.post(address("vote", ballot), data)

        assert answer.status_code == 302
        assert count_of(ballot).received == 0

    def test_refuses_a_post_from_another_site(self, client, ballot):
        answer = client.post(
            address("vote", ballot),
            {"email": "x@example.org"},
            headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        )

        assert answer.status_code == 403

    def test_is_honest_when_the_database_is_away(self, client, ballot, no_database):
        answer = client.post(address("vote", ballot), {"email": "x@example.org"})

        assert answer.status_code == 503
        assert "kan vi inte ta emot" in answer.content.decode()


class TestConfirm:
    def test_changes_nothing_when_a_program_follows_the_link(self, client, ballot):
        link = address("confirm", ballot, begin(ballot).secret)

        for _ in range(3):
            assert client.get(link).status_code == 200
        assert count_of(ballot).pending == 1

    def test_counts_and_gives_a_receipt(self, client, ballot):
        link = address("confirm", ballot, begin(ballot).secret)

        page = client.post(link, follow=True)

        assert "Din röst räknas" in page.content.decode()
        assert "medverkan-receipt/1" in page.content.decode()
        assert "no-store" in page["Cache-Control"]

    def test_shows_the_same_outcome_when_pressed_again(self, client, ballot):
        link = address("confirm", ballot, begin(ballot).secret)

        pages = [client.post(link, follow=True).content.decode() for _ in "ab"]

        assert all("Din röst räknas" in page for page in pages)
        assert count_of(ballot).counted == 1

    def test_knows_no_other_link(self, client, ballot):
        page = client.post(address("confirm", ballot, "x" * 22), follow=True)

        assert page.status_code == 404

    def test_is_kept_on_disk_while_the_database_is_away(
        self, client, ballot, monkeypatch
    ):
        link = address("confirm", ballot, begin(ballot).secret)
        with monkeypatch.context() as away:
            away.setattr(BaseDatabaseWrapper, "cursor", fail)
            shown = client.get(link).content.decode()
            page = client.post(link)

        assert "Du kan bekräfta ändå" in shown
        assert page.status_code == 202
        assert count_of(ballot).counted == 0
        assert spool.drain() == 1
        assert count_of(ballot).counted == 1

    def test_says_that_it_is_kept_until_it_is_counted(
        self, client, ballot, monkeypatch
    ):
        link = address("confirm", ballot, begin(ballot).secret)
        with monkeypatch.context() as away:
            away.setattr(BaseDatabaseWrapper, "cursor", fail)
            client.post(link)
            while_away = client.get(link)
        back, drained = client.get(link), spool.drain()

        assert {while_away.status_code, back.status_code} == {202}
        assert "bekräftelse är sparad" in back.content.decode()
        assert drained == 1
        assert "Din röst räknas" in client.get(link).content.decode()

    def test_lets_the_voter_take_the_vote_back(self, client, ballot):
        secret = begin(ballot).secret
        client.post(address("confirm", ballot, secret))

        page = client.post(address("withdraw_by_secret", ballot, secret))

        assert "Tillbakatagen" in page.content.decode()
        assert count_of(ballot).withdrawn == 1


class TestAskToWithdraw:
    def test_is_followed_by_the_same_page_whatever_is_known(self, client, ballot):
        vote(ballot, "anna")
        pages = {
            client.post(
                address("ask_to_withdraw", ballot),
                {"email": f"{name}@example.org"},
                follow=True,
            ).content
            for name in ("anna", "bo")
        }

        assert len(pages) == 1

    def test_fills_nobodys_mailbox(self, client, ballot):
        vote(ballot, "anna")
        cache.clear()
        Delivery.objects.all().delete()

        for _ in range(limits.LETTERS + 2):
            page = client.post(
                address("ask_to_withdraw", ballot), {"email": "anna@example.org"}
            )

        assert page.status_code == 302
        assert Delivery.objects.count() == limits.LETTERS

    def test_leads_to_a_page_with_a_button(self, client, ballot):
        vote(ballot, "anna")
        client.post(address("ask_to_withdraw", ballot), {"email": "anna@example.org"})
        text = Delivery.objects.order_by("pk").last().text
        token = text.split("/ta-tillbaka/")[1].split("/")[0]
        link = address("withdraw", ballot, token)

        assert client.get(link).status_code == 200
        assert count_of(ballot).withdrawn == 0
        assert client.post(link).status_code == 200
        assert count_of(ballot).withdrawn == 1


class TestOver:
    def test_says_so(self, client, ballot, monkeypatch):
        from medverkan.foundation import clock

        secret = begin(ballot).secret
        operations.confirm(ballot=ballot, secret=secret, at=clock.now())
        end = ballot.last_confirmation_at
        monkeypatch.setattr(clock, "now", lambda: end)

        page = client.post(address("withdraw_by_secret", ballot, secret))

        assert "Omröstningen är slut" in page.content.decode()
