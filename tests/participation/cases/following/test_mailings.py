import datetime as dt

import pytest

from medverkan.foundation.audit import subscribers
from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import operations
from medverkan.participation.cases.following import mailings, steps
from medverkan.participation.cases.models import Mailing
from tests.factories.cases import officer_of
from tests.participation.cases.following.conftest import (
    LATER,
    follow,
    letters,
    published,
    work,
)

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2026, 11, 16, 5, 0, tzinfo=dt.UTC)  # six in Sweden


def deliver(at):
    """Begin what the subscriber would; it hears of what is committed only."""
    known = Mailing.objects.exclude(event=None).values("event")
    new = Event.objects.filter(name__in=steps.names()).exclude(pk__in=known)
    mailings.begin_steps(list(new), at)


def reach(case, at=LATER):
    operations.reach(case=case, threshold=150, at=at)
    deliver(at)


class TestAStep:
    def test_is_told_to_everyone_who_follows(self, proposal):
        for name in ("anna", "bo"):
            follow(proposal, name)
        reach(proposal)
        work()

        assert {one.to_email for one in letters()} == {
            "anna@example.org",
            "bo@example.org",
        }
        assert "Fler bänkar längs ån" in letters()[0].text
        assert "Nådde 150 röster" in letters()[0].text
        assert "Fler bänkar" not in letters()[0].subject

    def test_is_told_in_the_language_of_each(self, proposal):
        follow(proposal, "anna", language="fi")
        reach(proposal)
        work()

        [letter] = letters()
        assert letter.language == "fi"
        assert "/fi/arenden/" in letter.text

    def test_is_not_told_to_who_has_not_confirmed(self, proposal):
        follow(proposal, confirm=False)
        reach(proposal)
        work()

        assert not letters().exists()

    def test_is_not_told_of_what_happened_before(self, proposal):
        reach(proposal)
        follow(proposal, at=LATER + dt.timedelta(minutes=1))
        work(LATER + dt.timedelta(minutes=2))

        assert not letters().exists()

    def test_is_not_told_when_the_case_is_taken_down_meanwhile(self, proposal):
        follow(proposal)
        reach(proposal)
        operations.unpublish(
            case=proposal,
            version=proposal.version + 1,
            actor=officer_of(proposal),
            at=LATER,
        )
        work()

        assert not letters().exists()
        assert Mailing.objects.get().finished_at is not None

    def test_is_not_told_of_what_is_not_public(self, proposal):
        follow(proposal)
        operations.note(
            case=proposal, text="Internt.", actor=officer_of(proposal), at=LATER
        )
        deliver(LATER)
        work()

        assert not letters().exists()

    def test_is_told_once_to_an_author_who_has_a_letter_already(self, proposal):
        follow(proposal, "marja")
        operations.reach(case=proposal, threshold=150, at=LATER)
        operations.hand_over(case=proposal, counted=150, at=LATER)
        deliver(LATER)
        work()

        to_author = Delivery.objects.filter(to_email="marja@example.org")
        told = set(to_author.values_list("letter", flat=True))
        assert "case.handed_over" in told
        assert "follow.handed_over" not in told
        assert "follow.reached" in told

    def test_has_a_link_that_stops_news_of_the_case_in_one_click(
        self, client, proposal
    ):
        follow(proposal)
        reach(proposal)
        work()

        stop = letters()[0].unsubscribe_url.split("/", 3)[3]
        client.post(f"/{stop}", {"List-Unsubscribe": "One-Click"})
        assert not proposal.followers.exists()


class TestManyFollowers:
    @pytest.fixture(autouse=True)
    def small_batches(self, monkeypatch):
        monkeypatch.setattr(mailings, "BATCH_SIZE", 3)

    def test_are_told_in_batches_that_go_on_where_the_last_ended(self, proposal):
        for number in range(8):
            follow(proposal, f"anna{number}")
        reach(proposal)

        mailings.work(LATER)
        assert letters().count() == 3
        work()
        assert letters().count() == 8
        assert Mailing.objects.get().letter_count == 8

    def test_are_told_once_when_a_worker_dies_in_the_middle(
        self, proposal, monkeypatch
    ):
        for number in range(8):
            follow(proposal, f"anna{number}")
        reach(proposal)
        mailings.work(LATER)
        save = Mailing.save
        monkeypatch.setattr(Mailing, "save", dies)
        with pytest.raises(KeyboardInterrupt):
            mailings.work(LATER)

        monkeypatch.setattr(Mailing, "save", save)
        work()
        addresses = list(letters().values_list("to_email", flat=True))
        assert len(addresses) == len(set(addresses)) == 8

    def test_are_told_once_when_the_position_was_lost(self, proposal):
        for number in range(4):
            follow(proposal, f"anna{number}")
        reach(proposal)
        work()
        Mailing.objects.update(position="", finished_at=None)
        work()

        assert letters().count() == 4


def dies(*args, **kwargs):
    raise KeyboardInterrupt


class TestTheSubscriber:
    @pytest.mark.usefixtures("own_events_are_heard")
    @pytest.mark.django_db(transaction=True)
    def test_hears_of_the_steps_from_now_on(self, proposal):
        subscribers.prepare()
        follow(proposal)
        operations.reach(case=proposal, threshold=150, at=LATER)
        subscribers.deliver(LATER)
        work()

        assert [letter.letter for letter in letters()] == ["follow.reached"]


class TestAStepHandledTwice:
    def test_begins_one_mailing(self, proposal):
        follow(proposal)
        reach(proposal)
        events = list(Event.objects.filter(name="case.reached"))
        mailings.begin_steps(events, LATER)

        assert Mailing.objects.count() == 1


class TestTheWeek:
    def test_is_one_letter_of_everything(self, proposal):
        other = published(title="En annan")
        for case in (proposal, other):
            follow(case, weekly=True)
            reach(case)
        mailings.begin_week(MONDAY)
        work(MONDAY)

        [letter] = letters()
        assert letter.letter == "follow.week"
        assert proposal.reference in letter.text
        assert other.reference in letter.text

    def test_is_not_written_where_nothing_happened(self, proposal):
        follow(proposal, weekly=True)
        mailings.begin_week(MONDAY)
        work(MONDAY)

        assert not letters().exists()

    def test_is_written_once_however_often_the_job_runs(self, proposal):
        follow(proposal, weekly=True)
        reach(proposal)
        for hours in (0, 1, 30):
            mailings.begin_week(MONDAY + dt.timedelta(hours=hours))
            work(MONDAY)

        assert letters().count() == 1

    def test_takes_in_what_happened_while_the_service_was_down(self, proposal):
        follow(proposal, weekly=True)
        mailings.begin_week(MONDAY - dt.timedelta(days=7))
        reach(proposal)
        mailings.begin_week(MONDAY + dt.timedelta(days=15))
        work(MONDAY)

        assert letters().count() == 1

    def test_leaves_out_what_is_no_longer_published(self, proposal):
        follow(proposal, weekly=True)
        reach(proposal)
        proposal.refresh_from_db()
        operations.unpublish(
            case=proposal,
            version=proposal.version,
            actor=officer_of(proposal),
            at=LATER,
        )
        mailings.begin_week(MONDAY)
        work(MONDAY)

        assert not letters().exists()

    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            (MONDAY, MONDAY),
            (MONDAY - dt.timedelta(seconds=1), MONDAY - dt.timedelta(days=7)),
            (MONDAY + dt.timedelta(days=6, hours=23), MONDAY),
            # Summer time has ended between this Monday and the one before.
            (
                dt.datetime(2026, 10, 26, 4, 59, tzinfo=dt.UTC),
                dt.datetime(2026, 10, 19, 4, 0, tzinfo=dt.UTC),
            ),
        ],
    )
    def test_ends_on_monday_at_six_in_sweden(self, at, expected):
        assert mailings.latest_digest(at) == expected
