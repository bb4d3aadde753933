"""How the counting panel says what is left of a ballot's time."""

from __future__ import annotations

import datetime as dt

import pytest

from medverkan.foundation import calendar
from medverkan.participation.ballots import panels
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.ballots.states import BallotState

OPENED = dt.date(2026, 9, 1)


def on(day: int, *, state: BallotState = BallotState.OPEN) -> str:
    """Return what a ballot open for 90 days says so many days after the first."""
    end = calendar.end_of_day(OPENED + dt.timedelta(days=90))
    noon = dt.datetime.combine(OPENED, dt.time(12), tzinfo=calendar.STOCKHOLM)
    ballot = Ballot(state=state, closes_at=end)
    return panels.time_left(ballot, noon + dt.timedelta(days=day))


class TestTimeLeft:
    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (0, "90 dagar kvar"),
            (89, "1 dag kvar"),
            (90, "sista dagen att rösta är i dag"),
            (91, ""),
        ],
    )
    def test_counts_the_days_after_today(self, day, words):
        assert on(day) == words

    def test_says_nothing_of_a_closed_ballot(self):
        assert on(0, state=BallotState.CLOSED) == ""
