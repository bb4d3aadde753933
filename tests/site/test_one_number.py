"""After any sequence of votes every surface of a proposal says the same number."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from medverkan.foundation import clock
from medverkan.participation.ballots import export, operations, sealer
from medverkan.participation.ballots.models import Ballot, Check
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.recount import recount_ballot
from medverkan.participation.ballots.verifier import verify
from medverkan.participation.cases import operations as cases
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import CaseState
from medverkan.reference.bodies.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.ballots import AT, SECOND_OFFICER, seal
from tests.factories.bodies import RoleAssignmentFactory
from tests.factories.cases import lodged, officer_of
from tests.factories.pathways import RuleSetFactory
from tests.participation.ballots.test_sums import ACTIONS, Story

pytestmark = pytest.mark.django_db
THRESHOLD = 3
steps = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 4)), min_size=8, max_size=40
)


def gathering() -> Case:
    """A published proposal that gathers votes, rows without e-mail among them."""
    rules = RuleSetFactory(
        gathering=True,
        votes=THRESHOLD,
        allows_list=True,
        allows_paper=True,
        counts_uncompared_paper=True,
    )
    case = lodged(pathway=rules.pathway)
    cases.publish(
        case=case,
        title="Fler bänkar längs ån",
        text="Sätt ut fler bänkar.",
        version=case.version,
        actor=officer_of(case),
        at=AT,
    )
    case.refresh_from_db()
    return case


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()))


def number_in(text: str, pattern: str) -> int:
    found = re.search(pattern, text)
    assert found, f"{pattern} is not in {text}"
    return int(found[1])


def surfaces(case: Case) -> Iterator[tuple[str, int]]:
    """Yield what every surface says, as its reader sees it."""
    anyone, staff = Client(), Client()
    user = UserFactory()
    RoleAssignmentFactory(user=user, role=Role.OFFICER, body=case.authority)
    staff.force_login(user)
    counted = r"Räknade röster ?(\d+)"
    page = text_of(anyone, reverse("cases:detail", args=[case.reference]))
    yield "page", number_in(page, counted)
    number = text_of(anyone, reverse("ballots:number", args=[case.ballot.uuid]))
    yield "number", number_in(number, counted)
    vote = text_of(anyone, reverse("ballots:vote", args=[case.ballot.uuid]))
    yield "vote", number_in(vote, counted)
    proposals = text_of(anyone, reverse("cases:proposals"))
    yield "list", number_in(proposals, rf"(\d+) räknade röster av {THRESHOLD}")
    feed = text_of(anyone, reverse("cases:feed"))
    yield "feed", number_in(feed, r"(\d+) räknade? röst")
    table = anyone.get(reverse("opendata:cases_csv"))
    [row] = csv.DictReader(
        io.StringIO(b"".join(table).decode("utf-8-sig")), delimiter=";"
    )
    yield "csv", int(row["votes_counted"])
    listed = anyone.get(reverse("opendata:cases_json"))
    [row] = json.loads(b"".join(listed))["cases"]
    yield "json", row["votes_counted"]
    [row] = anyone.get(reverse("api_v1:cases")).json()["cases"]
    yield "api list", row["votes"]["counted"]
    whole = anyone.get(reverse("api_v1:case", args=[case.reference])).json()
    yield "api", whole["votes"]["counted"]
    ballot = anyone.get(reverse("api_v1:ballot", args=[case.ballot.uuid])).json()
    yield "api ballot", ballot["votes"]["counted"]
    desk = text_of(staff, reverse("ballots:desk", args=[case.ballot.uuid]))
    yield "desk", number_in(desk, counted)
    if case.state == CaseState.REACHED:
        draft = text_of(staff, reverse("cases:draft", args=[case.reference]))
        yield "draft", number_in(draft, r"(\d+) räknade röster den")


class TestEverySurface:
    @given(steps=steps)
    @settings(
        max_examples=8,
        # Every example makes two dozen pages: making a failure smaller takes minutes.
        phases=(Phase.explicit, Phase.generate),
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_says_the_same_after_any_sequence(self, steps, time_machine):
        time_machine.move_to(AT, tick=False)
        with transaction.atomic():
            case = gathering()
            story = Story(case.ballot)
            for action, who in steps:
                story.do(action, who)
            time_machine.move_to(story.at, tick=False)
            self.check(case, story)
            transaction.set_rollback(True)

    def check(self, case: Case, story: Story) -> None:
        count = count_of(case.ballot)
        said = dict(surfaces(case))
        assert said == dict.fromkeys(said, count.counted)
        assert recount_ballot(case.ballot).differences == []
        if count.received:
            seal(case.ballot, at=story.at)
            sealer.publish(case.ballot, at=story.at)
            self.check_files(case.ballot)
            self.check_threshold(case)
            assert set(dict(surfaces(case)).values()) == {count.counted}

    def check_files(self, ballot: Ballot) -> None:
        count = count_of(ballot)
        states = {state.value: number for state, number in count.states.items()}
        about = Client().get(reverse("ballots:about", args=[ballot.uuid])).json()
        assert about["states"] == states
        with tempfile.TemporaryDirectory() as folder:
            export.write(ballot, Path(folder))
            ledger = verify.verify(folder)
        assert (ledger.problems, ledger.states()) == ([], states)

    def check_threshold(self, case: Case) -> None:
        """The threshold is noted, and the second officer signs the number for the draft."""
        ballot = case.ballot
        counted = count_of(ballot).counted
        if counted < THRESHOLD:
            return
        assert list(ballot.thresholds_reached.values_list("threshold")) == [
            (THRESHOLD,)
        ]
        check: Check = operations.sign_check(
            ballot=ballot,
            threshold=THRESHOLD,
            post="Enhetschef",
            is_paper_compared=True,
            actor=SECOND_OFFICER,
            at=clock.now(),
        )
        assert check.counted == counted
        cases.reach(case=case, threshold=THRESHOLD, at=clock.now())
        case.refresh_from_db()
        assert "draft" in dict(surfaces(case))
