import datetime as dt

import pytest

from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import Head
from medverkan.participation.cases import history
from tests.factories.cases import AT
from tests.participation.cases.operations.test_proposing import proposal, publish

pytestmark = pytest.mark.django_db


def head(case, *, number, counted):
    sums = dict.fromkeys(("repeated", "expired", "withdrawn", "struck", "restored"), 0)
    return Head.objects.create(
        ballot=case.ballot,
        audience=Audience.INTERNAL,
        number=number,
        size=counted * 2,
        root=b"0" * 32,
        received=counted,
        confirmed=counted,
        rule_set_version=1,
        at=AT + dt.timedelta(days=number),
        previous=b"0" * 32 if number > 1 else None,
        key_id="test",
        signature=b"0" * 64,
        **sums,
    )


class TestPastCases:
    def test_read_how_votes_came_from_the_signed_heads(self):
        case = publish(proposal())
        head(case, number=1, counted=40)
        head(case, number=2, counted=111)

        (past,) = history.past_cases()

        assert [s.count for s in past.supports] == [40, 71]
        assert past.support_count == 111


class TestRunningCases:
    def test_say_when_their_voting_closes(self):
        case = publish(proposal())

        (running,) = history.running_cases(case.pathway)

        assert running.last_date == case.ballot.last_date
