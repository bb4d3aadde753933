"""The one statement that counts an ordinary vote on PostgreSQL."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medverkan.participation.ballots import at_once, claims, operations, secret_links
from medverkan.participation.ballots.models import Entry, PersonKey, Standing, Unsealed
from medverkan.participation.ballots.operations import Result
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.recount import recount_ballot
from tests.factories.ballots import AT, BallotFactory, begin, vote

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def waiting(ballot, name="anna"):
    secret = begin(ballot, name).secret
    return at_once.see(ballot, secret_links.hash_of(secret))


class TestConfirming:
    def test_is_two_statements_and_no_savepoint(self):
        ballot = BallotFactory()
        secret = begin(ballot).secret

        with CaptureQueriesContext(connection) as queries:
            outcome = operations.confirm(ballot=ballot, secret=secret, at=AT)

        assert outcome.result is Result.COUNTED
        first_words = [query["sql"].split()[0] for query in queries]
        assert first_words == ["SELECT", "WITH"]
        assert recount_ballot(ballot).differences == []

    def test_does_not_search_by_the_ballot_with_old_figures(self):
        ballot = BallotFactory()
        for n in range(50):
            begin(ballot, f"person{n}")

        with connection.cursor() as cursor:
            cursor.execute(
                f"EXPLAIN {at_once._SEE}",
                {"secret_hash": bytes(32), "ballot": ballot.pk},
            )
            plan = "\n".join(row[0] for row in cursor.fetchall())

        assert "by_tag" not in plan


class TestTheStatement:
    def test_writes_nothing_where_the_identity_stands(self):
        ballot = BallotFactory()
        vote(ballot)
        again = waiting(ballot)

        assert not at_once.count(ballot=ballot, waiting=again, payload_hash=None)

        assert claims.take(ballot, again.number) is not None
        assert count_of(ballot).counted == 1
        assert Standing.objects.count() == PersonKey.objects.count() == 1

    def test_writes_nothing_where_somebody_was_quicker(self):
        ballot = BallotFactory()
        settled = waiting(ballot)
        claims.take(ballot, settled.number)

        assert not at_once.count(ballot=ballot, waiting=settled, payload_hash=None)

        assert not Standing.objects.exists()
        assert not PersonKey.objects.exists()
        assert Entry.objects.count() == Unsealed.objects.count() == 1

    def test_is_not_for_votes_with_a_name(self):
        ballot = BallotFactory()
        with_name = claims.Waiting(
            number=waiting(ballot).number,
            tag=b"tag",
            name_tag=b"name",
            deadline_at=None,
        )

        assert not at_once.is_fit(with_name)
