import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medverkan.foundation import clock
from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.ballots import operations as ballots
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.operations import Decided
from medverkan.participation.cases.states import BoardOutcome
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways.models import Pathway
from medverkan.reference.pathways.operations import load_presets
from tests.factories.bodies import RoleAssignmentFactory, UserFactory, actor
from tests.factories.cases import AT, lodged, officer_of
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AT + dt.timedelta(days=1))


def proposal(title="Fler bänkar längs ån", **values):
    rule_set = RuleSetFactory(gathering=True, votes=150)
    case = lodged(pathway=rule_set.pathway, **values)
    operations.publish(
        case=case,
        title=title,
        text="Sätt ut fler bänkar.",
        version=case.version,
        actor=officer_of(case),
        at=AT,
    )
    case.refresh_from_db()
    return case


def vote(case, *, persons, waiting=0):
    for n in range(persons + waiting):
        voter = ballots.Voter(email=f"person{n}@example.org")
        begun = ballots.attempt(ballot=case.ballot, voter=voter, at=AT)
        if n < persons:
            ballots.confirm(ballot=case.ballot, secret=begun.secret, at=AT)


def decided(case, outcome=BoardOutcome.REJECTED):
    operations.hand_over(case=case, counted=150, at=AT)
    operations.record_decision(
        case=case,
        decided=Decided(
            outcome=outcome,
            body=case.authority,
            date=AT.date(),
            paragraph="112",
            reasons="Pengarna räcker inte i år.",
        ),
        version=None,
        actor=actor(Role.BOARD_SECRETARY, body=case.authority),
        at=AT,
    )
    return case


class TestIndex:
    def test_shows_the_number_that_counts_and_the_time_left(self, client):
        vote(proposal(), persons=3, waiting=2)

        page = client.get("/forslag/")

        (row,) = page.context["rows"]
        assert (row.count.counted, row.threshold) == (3, 150)
        assert row.time_left == "89 dagar kvar"  # opened yesterday, for 90
        assert not client.cookies

    def test_leaves_out_what_an_officer_answers(self, client):
        case = lodged(may_be_published=True)
        operations.publish(
            case=case, title="En lampa", text="Trasig.", version=case.version,
            actor=officer_of(case), at=AT,
        )  # fmt: skip

        assert client.get("/forslag/").context["rows"] == []

    @pytest.mark.parametrize(
        ("stage", "found"),
        [("samlar", 1), ("beslutat", 1), ("namnden", 0), ("genomfort", 0), ("?", 2)],
    )
    def test_is_narrowed_by_how_far_they_have_come(self, client, stage, found):
        proposal()
        decided(proposal())

        page = client.get("/forslag/", {"lage": stage})

        assert len(page.context["rows"]) == found

    def test_asks_the_same_number_of_questions_whatever_it_shows(
        self, client, django_assert_num_queries
    ):
        proposal()
        client.get("/forslag/")
        with CaptureQueriesContext(connection) as one:
            client.get("/forslag/")
        asked = len(one)
        for _ in range(4):
            decided(proposal())
        client.get("/forslag/")  # names that are new are read once

        with django_assert_num_queries(asked):
            client.get("/forslag/")


class TestDetail:
    def test_shows_the_count_and_the_button_of_the_pathway(self, client):
        case = proposal()
        case.pathway.support_button = "Stöd förslaget"
        case.pathway.save()
        vote(case, persons=2, waiting=1)

        text = client.get(f"/arenden/{case.reference}/").content.decode()

        assert f"/rost/{case.ballot.uuid}/" in text
        assert "Stöd förslaget" in text

    def test_tells_what_is_to_come(self, client):
        case = proposal()

        steps = client.get(f"/arenden/{case.reference}/").context["steps"]

        assert [step.state for step in steps[-3:]] == ["now", "coming", "coming"]
        assert "150" in steps[-2].when

    def test_tells_the_decision_in_a_plain_line_with_reasons(self, client):
        case = decided(proposal())

        text = client.get(f"/arenden/{case.reference}/").content.decode()

        assert "Pengarna räcker inte i år." in text
        assert "§ 112" in text
        assert f"/rost/{case.ballot.uuid}/siffran/" in text

    def test_shows_steps_with_dates_until_they_are_done(self, client):
        case = decided(proposal(), BoardOutcome.APPROVED)
        operations.plan_step(
            case=case, text="Sex bänkar ställs ut", due_date=dt.date(2027, 6, 1),
            version=None, actor=officer_of(case), at=AT,
        )  # fmt: skip

        steps = client.get(f"/arenden/{case.reference}/").context["steps"]

        assert (steps[-1].title, steps[-1].state) == ("Sex bänkar ställs ut", "coming")


class TestHome:
    def test_shows_running_proposals_first_with_their_progress(self, client):
        vote(proposal(), persons=3)

        (card,) = client.get("/").context["ongoing"]

        assert card["progress"]["value"] == 3
        assert card["progress"]["max"] == 150

    def test_shows_what_boards_decided(self, client):
        decided(proposal())

        (outcome,) = client.get("/").context["outcomes"]

        assert outcome["text"] == "Pengarna räcker inte i år."


class TestDraft:
    def test_shows_the_secretary_the_number_under_the_headings(self, client):
        case = proposal()
        vote(case, persons=2)
        operations.hand_over(case=case, counted=150, at=AT)
        user = UserFactory()
        RoleAssignmentFactory(user=user, role=Role.BOARD_SECRETARY, body=case.authority)
        client.force_login(user)

        page = client.get(f"/arbetsyta/underlag/{case.reference}/")

        assert page.context["panel"].count.counted == 2
        assert page.context["check"] is None

    def test_of_one_that_still_gathers_votes_is_not_there(self, client):
        case = proposal()
        user = UserFactory()
        RoleAssignmentFactory(user=user, role=Role.OFFICER, body=case.body)
        client.force_login(user)

        page = client.get(f"/arbetsyta/underlag/{case.reference}/")

        assert page.status_code == 404


class TestOldAndNewRule:
    """Story 8: lodged 20 June 2023 needs 100 votes, lodged the day after 150."""

    @pytest.mark.parametrize(("day", "needed"), [(20, 100), (21, 150)])
    def test_needs_what_the_day_of_arrival_says(self, client, day, needed):
        load_presets(actor=SYSTEM, at=AT)
        case = lodged(
            pathway=Pathway.objects.get(slug="borasforslaget"),
            at=dt.datetime(2023, 6, day, 10, tzinfo=dt.UTC),
        )

        operations.publish(
            case=case, title="Bänkar", text="Fler bänkar.", version=case.version,
            actor=officer_of(case), at=AT,
        )  # fmt: skip

        page = client.get(f"/arenden/{case.reference}/")
        assert page.context["panel"].threshold == needed
        assert f"{needed} röster" in page.content.decode()


class TestSomebodyWhoHasVoted:
    def voted(self, client, case):
        voter = ballots.Voter(email="anna@example.org")
        begun = ballots.attempt(ballot=case.ballot, voter=voter, at=AT)
        ballots.confirm(ballot=case.ballot, secret=begun.secret, at=AT)
        url = reverse("ballots:confirm", args=[case.ballot.uuid, begun.secret])
        return client.get(url).content.decode()

    def test_is_led_to_following_the_proposal(self, client):
        case = proposal()

        assert reverse("cases:follow", args=[case.reference]) in self.voted(
            client, case
        )

    def test_is_not_when_nobody_may_read_it_any_more(self, client):
        case = proposal()
        Case.objects.update(publication="private")

        assert (
            "/folj/"
            not in self.voted(client, case).split("<main")[1].split("</main")[0]
        )
