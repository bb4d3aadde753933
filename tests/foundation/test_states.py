from enum import StrEnum

import pytest

from medverkan.foundation.states import TransitionRefused, may_move, move, transition


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"


SHUT = transition("shut", sources={Door.OPEN}, target=Door.SHUT)


class TestMove:
    def test_returns_the_target(self):
        assert move(state=Door.OPEN, transition=SHUT) is Door.SHUT

    def test_refuses_from_a_state_it_does_not_lead_from(self):
        with pytest.raises(TransitionRefused) as refused:
            move(state=Door.SHUT, transition=SHUT)

        assert refused.value.transition == "shut"

    def test_reads_a_state_as_the_database_gives_it(self):
        assert may_move(state="open", transition=SHUT)
