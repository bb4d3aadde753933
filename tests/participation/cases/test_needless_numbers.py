"""Ballots that ended without anybody to hand the number to: nothing of them waits."""

import datetime as dt

import pytest

from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.ballots import desk, tasks
from medverkan.participation.ballots import operations as ballots
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.queries.settling import unsettled
from medverkan.participation.ballots.states import BallotState
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.operations import proposing
from tests.factories.ballots import OFFICER, register_row, seal
from tests.factories.cases import AT, lodged, officer_of
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=1)
OVER = LATER + dt.timedelta(hours=49)


def take_back(case):
    operations.withdraw(case=case, at=LATER)


def exempt(case):
    operations.exempt(
        case=case, reason="Det gäller barns finska.", version=case.version,
        actor=officer_of(case), at=LATER,
    )  # fmt: skip


ENDINGS = pytest.mark.parametrize("end", [take_back, exempt])


@pytest.fixture
def case():
    """A proposal with a threshold reached, and a row on paper that nobody has compared."""
    rules_of = RuleSetFactory(
        gathering=True, votes=150, exempts_minority_matters=True, allows_list=True
    )
    case = lodged(pathway=rules_of.pathway)
    case = operations.publish(
        case=case, title="Satutunti", text="Joka viikko.", version=case.version,
        actor=officer_of(case), at=AT,
    )  # fmt: skip
    case.ballot = ballots.open_ballot(
        rules=ballots.Rules(version=1, threshold=1, counts_rows_without_email=True),
        about=ballots.About(proposing.BALLOT_SUBJECT, about_case=case.pk),
        window=ballots.Window(AT, AT + dt.timedelta(days=30)),
        actor=SYSTEM,
        at=AT,
    )
    case.save(update_fields=["ballot"])
    voter = ballots.Voter("anna@example.org", name="Anna Ek", postcode="503 35")
    begun = ballots.attempt(ballot=case.ballot, voter=voter, at=AT)
    ballots.confirm(ballot=case.ballot, secret=begun.secret, at=AT)
    register_row(case.ballot, "Anna Ek")
    tasks.seal_round(AT)
    return Case.objects.get(pk=case.pk)


@ENDINGS
def test_no_check_is_asked_for(case, end):
    assert desk.unchecked_thresholds(case.ballot) == [1]

    end(case)

    assert desk.unchecked_thresholds(case.ballot) == []
    waiting = {row.ballot.pk: row for row in desk.rows(OFFICER)}
    assert waiting[case.ballot_id].check_count == 0


@ENDINGS
def test_the_ballot_closes_and_the_key_may_go(case, end):
    end(case)

    tasks.run_expiry(OVER)
    seal(case.ballot, at=OVER)

    case.ballot.refresh_from_db()
    assert case.ballot.state == BallotState.CLOSED
    count = count_of(case.ballot)
    assert (count.counted, count.expired, count.pending) == (1, 1, 0)
    assert unsettled([case.ballot_id]) == set()
