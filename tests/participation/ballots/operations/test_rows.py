from __future__ import annotations

import datetime as dt

import pytest

from medverkan.foundation.permissions import ANYONE, NotPermitted
from medverkan.participation.ballots import census, operations
from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.models import Attempt, Match
from medverkan.participation.ballots.operations import Result, Row, Voter
from medverkan.participation.ballots.operations.rows import AlreadyDecided
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.registers import NotInRegister, Proof
from medverkan.participation.ballots.schemes import Scheme
from tests.factories.ballots import (
    AT,
    OFFICER,
    BallotFactory,
    register_row,
    vote,
)

pytestmark = pytest.mark.django_db
ROWS = {"counts_rows_without_email": True}


def vote_with_name(ballot, name: str) -> operations.Outcome:
    email = f"{name.lower().replace(' ', '.')}@example.org"
    voter = Voter(email=email, name=name, postcode="50335")
    begun = operations.attempt(ballot=ballot, voter=voter, at=AT)
    return operations.confirm(ballot=ballot, secret=begun.secret, at=AT)


class TestRegisterRow:
    def test_with_email_is_one_with_the_vote_on_the_web(self):
        ballot = BallotFactory()
        vote(ballot, "anna")

        outcome = register_row(ballot, "Anna", email="ANNA@example.org")

        assert outcome.result is Result.REPEATED

    def test_with_email_is_compared_fully(self):
        ballot = BallotFactory()

        register_row(ballot, "Anna", email="anna@example.org")

        assert (count_of(ballot).counted, count_of(ballot).not_comparable) == (1, 0)

    def test_without_email_counts_on_a_line_of_its_own(self):
        ballot = BallotFactory(**ROWS)

        register_row(ballot, "Anna Ek")

        assert (count_of(ballot).counted, count_of(ballot).not_comparable) == (1, 1)

    def test_without_email_is_refused_unless_the_rules_count_it(self):
        with pytest.raises(operations.WrongScheme):
            register_row(BallotFactory(), "Anna Ek")

    def test_waits_for_a_person_when_name_and_postcode_are_known(self):
        ballot = BallotFactory(**ROWS)
        vote_with_name(ballot, "Anna Ek")

        outcome = register_row(ballot, "anna ek")

        assert outcome.result is Result.WAITING
        assert (count_of(ballot).pending, count_of(ballot).counted) == (1, 1)

    def test_keeps_no_name(self):
        ballot = BallotFactory(**ROWS)
        register_row(ballot, "Anna Hemlig", sheet_row="Blad 3, rad 7")

        stored = str(list(Attempt.objects.values()))
        assert "Hemlig" not in stored
        assert "Blad 3, rad 7" in stored

    def test_takes_a_role(self):
        with pytest.raises(NotPermitted):
            operations.register_row(
                ballot=BallotFactory(),
                channel=Channel.PAPER,
                row=Row(email="a@example.org"),
                actor=ANYONE,
                at=AT,
            )

    def test_takes_rows_until_the_last_confirmation_day_is_over(self):
        ballot = BallotFactory()
        row = {
            "ballot": ballot,
            "channel": Channel.PAPER,
            "row": Row(email="a@example.org"),
            "actor": OFFICER,
        }
        end = ballot.last_confirmation_at

        assert operations.register_row(at=end - dt.timedelta(seconds=1), **row)
        with pytest.raises(operations.BallotClosed):
            operations.register_row(at=end, **row)

    def test_a_name_on_the_web_that_is_on_paper_counts_and_is_suggested(self):
        ballot = BallotFactory(**ROWS)
        register_row(ballot, "Anna Ek")

        outcome = vote_with_name(ballot, "Anna Ek")

        assert outcome.result is Result.COUNTED
        assert Match.objects.get().number == outcome.number


class TestDecideMatch:
    @pytest.fixture
    def waiting(self):
        ballot = BallotFactory(**ROWS)
        vote_with_name(ballot, "Anna Ek")
        register_row(ballot, "Anna Ek")
        return ballot, Match.objects.get()

    @pytest.mark.parametrize(
        ("is_same", "counted", "repeated"), [(True, 1, 1), (False, 2, 0)]
    )
    def test_settles_the_row(self, waiting, is_same, counted, repeated):
        ballot, match = waiting

        operations.decide_match(match=match, is_same=is_same, actor=OFFICER, at=AT)

        count = count_of(ballot)
        assert (count.counted, count.repeated) == (counted, repeated)
        assert count.pending == 0

    def test_is_done_once(self, waiting):
        _, match = waiting
        decide = {"match": match, "actor": OFFICER, "at": AT}
        operations.decide_match(is_same=True, **decide)

        with pytest.raises(AlreadyDecided):
            operations.decide_match(is_same=False, **decide)

    def test_takes_a_role(self, waiting):
        with pytest.raises(NotPermitted):
            operations.decide_match(match=waiting[1], is_same=True, actor=ANYONE, at=AT)


class TestASchoolClass:
    def test_of_25_with_two_on_both_lists_gives_23(self):
        ballot = BallotFactory(**ROWS)
        names = [f"Elev {chr(97 + n)}" for n in range(25)]
        for name in names[:3]:
            vote_with_name(ballot, name)

        for name in names[1:23]:
            register_row(ballot, name)
        for match in Match.objects.order_by("pk"):
            operations.decide_match(match=match, is_same=True, actor=OFFICER, at=AT)

        count = count_of(ballot)
        assert (count.received, count.repeated, count.counted) == (25, 2, 23)


def vote_as(ballot, number: str) -> operations.Outcome:
    tag = operations.tag_of_proof(ballot, Proof(number=number))
    return operations.vote_with_eid(ballot=ballot, tag=tag, at=AT)


class TestVoteWithEid:
    def test_counts_a_person_once(self):
        ballot = BallotFactory(scheme=Scheme.PERSON)

        results = [vote_as(ballot, n).result for n in ("19811228-9874", "8112289874")]

        assert results == [Result.COUNTED, Result.REPEATED]

    def test_is_no_proof_where_addresses_are_counted(self):
        ballot = BallotFactory()
        with pytest.raises(operations.WrongScheme):
            vote_as(ballot, "19811228-9874")

    def test_is_one_with_the_same_person_on_paper_by_the_census(self):
        ballot = BallotFactory(scheme=Scheme.REGISTER)
        census.load(
            name="Röstlängd",
            as_of_date=AT.date(),
            lines=[
                "number,name,born,postcode",
                "19811228-9874,Anna Ek,1981-12-28,503 35",
            ],
        )
        vote_as(ballot, "19811228-9874")
        proof = Proof(name="anna EK", born_date=dt.date(1981, 12, 28), postcode="50335")

        outcome = operations.register_row(
            ballot=ballot,
            channel=Channel.PAPER,
            row=Row(proof=proof),
            actor=OFFICER,
            at=AT,
        )

        assert outcome.result is Result.REPEATED

    def test_is_refused_to_whom_the_census_does_not_hold(self):
        ballot = BallotFactory(scheme=Scheme.REGISTER)

        with pytest.raises(NotInRegister):
            vote_as(ballot, "19811228-9874")


class TestCensus:
    def test_finds_neither_of_two_whom_it_cannot_tell_apart(self):
        ballot = BallotFactory(scheme=Scheme.REGISTER)
        line = ",Anna Ek,1981-12-28,503 35"
        census.load(
            name="Röstlängd",
            as_of_date=AT.date(),
            lines=["number,name,born,postcode", line, line],
        )
        proof = Proof(name="Anna Ek", born_date=dt.date(1981, 12, 28), postcode="50335")

        with pytest.raises(NotInRegister):
            census.CensusRegister().find(proof, ballot=ballot)

    def test_names_the_columns_that_are_missing(self):
        with pytest.raises(ValueError, match="born, postcode"):
            census.load(name="x", as_of_date=AT.date(), lines=["number,name"])

    def test_says_what_is_not_csv(self):
        header = "number,name,born,postcode"
        with pytest.raises(ValueError, match="not CSV"):
            census.load(name="x", as_of_date=AT.date(), lines=[header, "1\r2,b"])
