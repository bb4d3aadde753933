"""What is to come, as the one who wrote reads it."""

import pytest
from django.utils import translation

from medverkan.participation.cases import timeline
from tests.factories.cases import lodged
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db


def coming(**rules) -> list[tuple[str, str]]:
    case = lodged(pathway=RuleSetFactory(**rules).pathway)
    with translation.override("en"):
        steps = timeline.of_resident(case)
        return [(str(s.title), str(s.when)) for s in steps if s.state == "coming"]


class TestProposalInReview:
    def test_promises_the_boards_time_only_if_it_gets_enough_votes(self):
        votes, takes_up, _decision = coming(gathering=True, votes=150)

        assert votes == ("Everyone can read it and vote", "")
        assert takes_up[0].endswith("takes it up")
        assert takes_up[1] == "if it gets enough votes"

    def test_asks_no_votes_for_a_right_by_law(self):
        takes_up, _decision = coming(statutory=True, publication="reviewed")

        assert takes_up[1] == ""
