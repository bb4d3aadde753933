"""Stories 6 and 7 of what a municipality needs, told through the pages, on both databases."""

import datetime as dt
import io
import json
import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from medverkan.foundation.audit import subscribers
from medverkan.foundation.audit.models import Event
from medverkan.participation.ballots import operations as ballots
from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.models import Match, StrikeProposal
from medverkan.participation.ballots.operations import Row, Voter
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.tasks import seal_and_note
from medverkan.participation.cases.states import CaseState
from medverkan.reference.bodies.roles import Role
from tests.factories.ballots import OFFICER, SECOND_OFFICER
from tests.factories.bodies import (
    TopicFactory,
)
from tests.factories.pathways import RuleSetFactory
from tests.journeys.proposals import at, publish, register, shown
from tests.journeys.test_stories import act, staff

pytestmark = pytest.mark.django_db


class TestSchoolClass:
    """25 pupils vote in twelve minutes from one network; two of them do so twice."""

    FIRST = at(2026, 11, 10, 10, 5)

    @pytest.fixture
    def officer(self, technical):
        return staff((Role.OFFICER, technical), name="Handläggaren")

    @pytest.fixture
    def case(self, officer, technical, time_machine, client):
        time_machine.move_to(at(2026, 11, 9, 9, 0), tick=False)
        rules = RuleSetFactory(
            gathering=True,
            votes=150,
            allows_list=True,
            allows_paper=True,
            counts_uncompared_paper=True,
        )
        case = register(
            officer, topic=TopicFactory(body=technical), pathway=rules.pathway
        )
        publish(officer, case)
        self.pupils = [f"Elev {chr(97 + n)} Skola" for n in range(23)]
        for minute, name in enumerate(self.pupils[:3]):
            time_machine.move_to(self.FIRST + dt.timedelta(minutes=minute), tick=False)
            self.vote_on_web(client, case, name)
        for seat, name in enumerate(self.pupils[1:23]):
            moment = self.FIRST + dt.timedelta(minutes=3, seconds=24 * seat)
            time_machine.move_to(moment, tick=False)
            self.vote_on_list(officer, case, name, seat)
        return case

    def vote_on_web(self, client, case, name):
        address = name.split()[1]
        vote = f"/rost/{case.ballot.uuid}/"
        sent = client.post(
            vote,
            {"email": f"{address}@example.org", "name": name, "postcode": "503 35"},
        )
        assert sent.status_code == 302
        letter = case.ballot, f"{address}@example.org"
        client.post(self.link_to(*letter))

    def link_to(self, ballot, email):
        from medverkan.foundation.notices.models import Delivery

        letter = Delivery.objects.get(to_email=email, letter="vote.to_confirm")
        return re.search(rf"/rost/{ballot.uuid}/bekrafta/\S+", letter.text).group()

    def vote_on_list(self, officer, case, name, seat):
        link = reverse("ballots:register_row", args=[case.ballot.uuid])
        row = {"channel": "list", "name": name, "postcode": "503 35"}
        row |= {"sheet_row": f"Klass 5A rad {seat + 1}", "key": f"row-{seat}"}
        answer = officer.post(link, row)
        assert answer.status_code == 302

    def decide(self, officer, case):
        for match in Match.objects.filter(ballot=case.ballot, is_same=None):
            link = reverse("ballots:decide_match", args=[case.ballot.uuid, match.pk])
            assert officer.post(link, {"is_same": "yes"}).status_code == 302

    def test_waits_for_a_person_where_two_may_be_the_same(self, case):
        assert Match.objects.filter(ballot=case.ballot, is_same=None).count() == 2
        assert count_of(case.ballot).counted == 23

    def test_counts_23_once_a_person_has_decided(self, case, technical):
        self.decide(staff((Role.OFFICER, technical)), case)

        count = count_of(case.ballot)
        assert (count.received, count.repeated, count.counted) == (25, 2, 23)

    def test_suggests_the_burst_and_strikes_nothing(self, case, technical):
        colleague = staff((Role.OFFICER, technical), name="Kollegan")

        desk = colleague.get(reverse("ballots:desk", args=[case.ballot.uuid]))

        assert "inom tio minuter" in desk.content.decode()
        assert not StrikeProposal.objects.exists()
        assert count_of(case.ballot).struck == 0

    def test_publishes_no_pupils_name(self, client, case, technical):
        self.decide(staff((Role.OFFICER, technical)), case)
        seal_and_note(case.ballot, at=at(2026, 11, 11, 9, 0))
        pages = [
            f"/arenden/{case.reference}/",
            "/forslag/",
            "/arenden/flode.atom",
            *(
                reverse(f"ballots:{name}", args=[case.ballot.uuid])
                for name in ("number", "corrections", "about", "heads", "leaves")
            ),
        ]
        for address in pages:
            text = client.get(address).content.decode()
            assert "Elev" not in text
            assert "Klass 5A" not in text


# Subscribers read what is committed only, and on PostgreSQL not while any other
# transaction of the server, such as another test's, is older.
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("own_events_are_heard")
class TestExactly150:
    """Received 171, waiting 12, already counted 6, withdrawn 2, removed 1: 150."""

    DAY = at(2026, 11, 10, 13, 0)
    NEXT_DAY = at(2026, 11, 11, 13, 0)

    @pytest.fixture
    def officer(self, technical):
        return staff((Role.OFFICER, technical), name="Handläggaren")

    @pytest.fixture
    def reviewer(self, technical):
        return staff((Role.REVIEWER, technical), name="Den andra")

    @pytest.fixture
    def case(self, officer, reviewer, technical, time_machine):
        time_machine.move_to(self.DAY, tick=False)
        subscribers.prepare()
        rules = RuleSetFactory(gathering=True, votes=150, allows_list=True)
        case = register(
            officer, topic=TopicFactory(body=technical), pathway=rules.pathway
        )
        publish(officer, case)
        self.begun = [self.begin(case.ballot, f"p{n}") for n in range(165)]
        outcomes = [self.confirm(case.ballot, one) for one in self.begun[:153]]
        for _again in range(6):
            ballots.register_row(
                ballot=case.ballot,
                channel=Channel.LIST,
                row=Row(email="p5@example.org"),
                actor=OFFICER,
                at=self.DAY,
            )
        for one in self.begun[:2]:
            ballots.withdraw(ballot=case.ballot, secret=one.secret, at=self.DAY)
        self.strike(case.ballot, [outcomes[2].number])
        seal_and_note(case.ballot, at=self.DAY)
        subscribers.deliver(self.DAY)
        case.refresh_from_db()
        return case

    def begin(self, ballot, name):
        voter = Voter(email=f"{name}@example.org")
        return ballots.attempt(ballot=ballot, voter=voter, at=self.DAY)

    def confirm(self, ballot, begun):
        return ballots.confirm(ballot=ballot, secret=begun.secret, at=self.DAY)

    def strike(self, ballot, numbers):
        proposal = ballots.propose_strike(
            ballot=ballot,
            numbers=numbers,
            ground="automated",
            reason="Samma mönster",
            actor=OFFICER,
            at=self.DAY,
        )
        ballots.approve_strike(
            proposal=proposal, role="reviewer", actor=SECOND_OFFICER, at=self.DAY
        )

    def sign(self, client, case):
        link = reverse("ballots:sign_check", args=[case.ballot.uuid, 150])
        given = {"post": "Registrator", "is_checked": "on", "is_paper_compared": "on"}
        return client.post(link, given)

    @pytest.fixture
    def handed_over(self, case, reviewer):
        assert case.state == CaseState.REACHED
        assert self.sign(reviewer, case).status_code == 302
        subscribers.deliver(self.DAY)
        case.refresh_from_db()
        return case

    def test_is_said_with_its_parts_on_the_page(self, client, case):
        text = re.sub(r"<[^>]+>|\s+", " ", shown(client, case))

        for part in ("Inkomna 171", "Väntar på bekräftelse −12", "Redan räknad −6",
                     "Tillbakatagen −2", "Borttagen efter kontroll −1",
                     "Räknade röster 150"):  # fmt: skip
            assert part in re.sub(r"\s+", " ", text)

    def test_is_said_by_list_feed_and_export(self, client, case):
        assert ">150<" in re.sub(r"\s", "", client.get("/forslag/").text)
        assert "150 räknade röster" in client.get("/arenden/flode.atom").text
        exported = client.get(reverse("opendata:cases_json"))
        [row] = json.loads(exported.getvalue())["cases"]
        assert (row["votes_counted"], row["votes_received"]) == (150, 171)
        about = client.get(reverse("ballots:about", args=[case.ballot.uuid])).text
        assert '"received"' in about or "171" in about

    def test_is_handed_over_once_the_second_officer_has_signed(
        self, handed_over, reviewer
    ):
        assert handed_over.state == CaseState.PREPARING
        event = Event.objects.get(name="case.handed_over")
        assert event.data["counted"] == 150
        self.sign(reviewer, handed_over)
        assert handed_over.ballot.checks.count() == 1

    def test_is_not_signed_by_who_handles_the_proposal(self, case, officer):
        act(officer, case, "tilldela", assignee=officer.user.pk)

        assert self.sign(officer, case).status_code == 403

    def test_stands_in_the_draft_statement(self, handed_over, officer):
        draft = officer.get(reverse("cases:draft", args=[handed_over.reference]))

        assert "150" in draft.content.decode()

    def test_is_found_by_recount(self, handed_over):
        out = io.StringIO()
        call_command("recount", str(handed_over.ballot.uuid), stdout=out)

        assert "no difference" in out.getvalue()

    def test_becomes_149_the_next_day_and_stays_with_the_board(
        self, client, handed_over, time_machine
    ):
        time_machine.move_to(self.NEXT_DAY, tick=False)
        ballots.withdraw(
            ballot=handed_over.ballot, secret=self.begun[20].secret, at=self.NEXT_DAY
        )
        subscribers.deliver(self.NEXT_DAY)

        handed_over.refresh_from_db()
        text = shown(client, handed_over)
        assert count_of(handed_over.ballot).counted == 149
        assert handed_over.state == CaseState.PREPARING
        assert "Den 10 november 2026 fanns 150 räknade röster" in text
        assert "kvar hos Tekniska nämnden" in text
