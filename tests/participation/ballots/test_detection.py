"""What is suggested for a person to look at among the counted votes."""

import datetime as dt

import pytest

from medverkan.participation.ballots import operations
from medverkan.participation.ballots.detection import Kind, suggestions
from medverkan.participation.ballots.operations import Voter
from tests.factories.ballots import BallotFactory

pytestmark = pytest.mark.django_db

MIDNIGHT = dt.datetime(2026, 11, 10, 23, tzinfo=dt.UTC)  # in Stockholm


def vote_each_quarter(ballot, *, first_at):
    """Twelve votes from one network and one domain, too far apart for a burst."""
    for n in range(12):
        at = first_at + n * dt.timedelta(minutes=15)
        voter = Voter(f"p{n}@example.org", source="192.0.2.7")
        begun = operations.attempt(ballot=ballot, voter=voter, at=at)
        operations.confirm(ballot=ballot, secret=begun.secret, at=at)


class TestOneSource:
    def test_is_suggested_by_the_day_of_the_municipality(self):
        ballot = BallotFactory()
        vote_each_quarter(ballot, first_at=MIDNIGHT)

        (found,) = suggestions(ballot)

        assert (found.kind, len(found.numbers)) == (Kind.SAME_SOURCE, 12)

    def test_is_two_days_on_both_sides_of_its_midnight(self):
        ballot = BallotFactory()
        vote_each_quarter(ballot, first_at=MIDNIGHT - dt.timedelta(hours=1.5))

        assert suggestions(ballot) == []
