from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import NotPermitted
from medverkan.foundation.states import TransitionRefused
from medverkan.participation.ballots import operations as ballots
from medverkan.participation.ballots.models import BallotKey, PersonKey
from medverkan.participation.ballots.recount import recount
from medverkan.participation.cases.erasure import Obstacle
from medverkan.participation.cases.models import (
    Case,
)
from medverkan.publishing.records import operations
from medverkan.publishing.records.models import RetentionItem, RetentionRun
from medverkan.publishing.records.states import ItemState
from medverkan.reference.bodies.roles import Role
from tests.factories.ballots import BallotFactory, seal, vote
from tests.factories.cases import AT
from tests.factories.records import (
    TWO_YEARS_LATER,
    approved,
    closed,
    held,
    keeper,
    listed,
    rule,
)

pytestmark = pytest.mark.django_db


class TestVotes:
    @pytest.fixture
    def case(self):
        case = closed()
        ballot = BallotFactory(body_id=case.body_id)
        vote(ballot)
        Case.objects.filter(pk=case.pk).update(ballot=ballot)
        rule(case.authority)
        return Case.objects.get(pk=case.pk)

    def test_that_are_not_settled_keep_the_case(self, case):
        operations.carry_out(approved(case.authority), at=TWO_YEARS_LATER)

        assert RetentionItem.objects.get().obstacle == Obstacle.BALLOT_UNSETTLED
        assert BallotKey.objects.filter(ballot=case.ballot).exists()

    def test_that_are_settled_lose_their_persons_and_can_be_recounted(self, case):
        run = approved(case.authority)
        seal(case.ballot)
        ballots.close(ballot=case.ballot, at=TWO_YEARS_LATER)

        operations.carry_out(run, at=TWO_YEARS_LATER)

        assert RetentionItem.objects.get().state == ItemState.DONE
        assert not PersonKey.objects.filter(ballot=case.ballot).exists()
        assert sum(one.difference_count for one in recount([case.ballot])) == 0


class TestApproval:
    def test_is_by_another_person(self):
        case = closed()
        rule(case.authority)
        actor = keeper(case.authority)
        run = operations.list_due(
            authority=case.authority, actor=actor, at=TWO_YEARS_LATER
        )

        with pytest.raises(NotPermitted):
            operations.approve_run(run=run, actor=actor, at=TWO_YEARS_LATER)

    def test_is_not_by_an_officer(self):
        case = closed()
        rule(case.authority)
        officer = keeper(case.authority, Role.OFFICER)

        with pytest.raises(NotPermitted):
            operations.approve_run(
                run=listed(case.authority), actor=officer, at=TWO_YEARS_LATER
            )

    def test_may_not_follow_on_throwing_away(self):
        case = closed()
        rule(case.authority)
        run = listed(case.authority)
        operations.cancel_run(run=run, actor=keeper(case.authority), at=AT)

        with pytest.raises(TransitionRefused):
            operations.approve_run(
                run=run, actor=keeper(case.authority), at=TWO_YEARS_LATER
            )

    def test_list_made_twice_is_one_list(self):
        case = closed()
        rule(case.authority)

        assert listed(case.authority) == listed(case.authority)

    def test_list_of_nothing_is_not_kept(self):
        case = closed()

        with pytest.raises(operations.NothingDue):
            listed(case.authority)

        assert not RetentionRun.objects.exists()


class TestCommand:
    def test_dry_run_lists_and_changes_nothing(self, capsys):
        case = closed()
        rule(case.authority)
        held(case)
        count = Event.objects.count()

        call_command("retention", "--dry-run", "--on", "2029-01-01", "--json")

        [line] = map(json.loads, capsys.readouterr().out.splitlines())
        assert line["reference"] == case.reference
        assert line["kept_because"] == "on_hold"
        assert line["decision"].endswith("§ 112")
        assert Event.objects.count() == count

    def test_carries_out_what_is_approved(self, capsys):
        case = closed()
        rule(case.authority)
        approved(case.authority)

        call_command("retention", "--authority", case.authority.slug)

        assert "1 done, 0 kept" in capsys.readouterr().out

    def test_says_when_nothing_is_approved(self, capsys):
        case = closed()
        rule(case.authority)
        listed(case.authority)

        call_command("retention")

        assert "1 wait for a second person" in capsys.readouterr().out

    @pytest.mark.parametrize(
        "arguments",
        [
            ["--on", "2029-13-01", "--dry-run"],
            ["--authority", "x"],
            ["--on=2029-01-01"],
        ],
    )
    def test_says_what_makes_no_sense(self, arguments):
        with pytest.raises(CommandError):
            call_command("retention", *arguments)
