import pytest

from medverkan.foundation.states import TransitionRefused
from medverkan.participation.ballots.states import (
    TRANSITIONS,
    AttemptState,
    EntryKind,
    replay,
    state_after,
)

R, C, W, S, B = (
    EntryKind.RECEIVED,
    EntryKind.CONFIRMED,
    EntryKind.WITHDRAWN,
    EntryKind.STRUCK,
    EntryKind.RESTORED,
)


class TestReplay:
    @pytest.mark.parametrize(
        ("kinds", "state"),
        [
            ([], None),
            ([R], AttemptState.PENDING),
            ([R, C], AttemptState.COUNTED),
            ([R, EntryKind.REPEATED], AttemptState.REPEATED),
            ([R, EntryKind.EXPIRED], AttemptState.EXPIRED),
            ([R, C, W], AttemptState.WITHDRAWN),
            ([R, C, S], AttemptState.STRUCK),
            ([R, C, S, B, S, B, W], AttemptState.WITHDRAWN),
        ],
    )
    def test_leads_to_the_state_of_the_last_entry(self, kinds, state):
        assert replay(kinds) is state

    @pytest.mark.parametrize(
        "kinds",
        [
            [C],
            [R, R],
            [R, W],
            [R, S],
            [R, C, C],
            [R, C, W, B],
            [R, C, W, S],
            [R, EntryKind.REPEATED, W],
            [R, EntryKind.EXPIRED, C],
        ],
    )
    def test_refuses_an_unlawful_order(self, kinds):
        with pytest.raises(TransitionRefused):
            replay(kinds)


class TestStateAfter:
    def test_knows_every_kind_but_the_first_as_a_transition(self):
        assert TRANSITIONS.keys() == set(EntryKind) - {R}

    def test_starts_with_received_alone(self):
        assert state_after(None, R) is AttemptState.PENDING
