from __future__ import annotations

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, NotPermitted
from medverkan.participation.ballots import operations
from medverkan.participation.ballots.operations import (
    AlreadyChecked,
    NotReached,
    PaperNotCompared,
)
from tests.factories.ballots import (
    AT,
    SECOND_OFFICER,
    BallotFactory,
    register_row,
    seal,
    vote_many,
)

pytestmark = pytest.mark.django_db


def sign(ballot, **more):
    given = {"threshold": 3, "is_paper_compared": False, "actor": SECOND_OFFICER}
    return operations.sign_check(
        ballot=ballot, post="Registrator", at=AT, **{**given, **more}
    )


@pytest.fixture
def reached():
    ballot = BallotFactory(threshold=3, counts_rows_without_email=True)
    vote_many(ballot, 3)
    seal(ballot)
    return ballot


class TestSignCheck:
    def test_names_number_and_head(self, reached):
        check = sign(reached)

        assert (check.counted, check.head.size) == (3, 6)
        assert Event.objects.filter(name="ballot.number_checked").count() == 1

    def test_waits_for_the_threshold(self):
        ballot = BallotFactory(threshold=3)
        vote_many(ballot, 2)
        seal(ballot)

        with pytest.raises(NotReached):
            sign(ballot)

    def test_asks_for_paper_to_be_compared_close_to_the_threshold(self):
        ballot = BallotFactory(threshold=3, counts_rows_without_email=True)
        vote_many(ballot, 2)
        register_row(ballot, "Anna Ek")
        seal(ballot)

        with pytest.raises(PaperNotCompared):
            sign(ballot)
        assert sign(ballot, is_paper_compared=True)

    def test_asks_not_for_paper_far_from_the_threshold(self):
        ballot = BallotFactory(threshold=3, counts_rows_without_email=True)
        vote_many(ballot, 4)
        register_row(ballot, "Anna Ek")
        seal(ballot)

        assert sign(ballot)

    def test_is_done_once(self, reached):
        sign(reached)

        with pytest.raises(AlreadyChecked):
            sign(reached)

    def test_takes_a_role(self, reached):
        with pytest.raises(NotPermitted):
            sign(reached, actor=ANYONE)
