from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail  # noqa: F401 - letters stay in the outbox

from medverkan.foundation.notices.models import Delivery
from medverkan.participation.ballots import operations
from medverkan.participation.ballots.models import Entry, Pending, PersonKey, Unsealed
from medverkan.participation.ballots.operations import Result, Voter
from medverkan.participation.ballots.queries import count_of, kinds_of
from medverkan.participation.ballots.schemes import NotAnIdentity, Scheme
from medverkan.participation.ballots.states import EntryKind
from tests.factories.ballots import AT, BallotFactory, begin, strike, vote

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


class TestAttempt:
    def test_waits_for_its_confirmation(self):
        ballot = BallotFactory()

        begin(ballot)

        assert count_of(ballot).received == count_of(ballot).pending == 1
        assert count_of(ballot).counted == 0

    def test_claims_no_identity(self):
        begin(BallotFactory())

        assert not PersonKey.objects.exists()

    def test_keeps_no_address_outside_the_letter(self):
        begun = begin(BallotFactory(), "anna.hemlig")

        stored = str(list(Pending.objects.values())) + str(vars(begun.attempt))
        assert "hemlig" not in stored

    def test_writes_a_letter_to_the_mailbox(self):
        begin(BallotFactory())

        letter = Delivery.objects.get()
        assert (letter.letter, letter.to_email) == (
            "vote.to_confirm",
            "anna@example.org",
        )

    def test_writes_three_letters_and_then_none(self):
        ballot = BallotFactory()
        for _ in range(5):
            begin(ballot)

        assert Delivery.objects.count() == 3
        assert count_of(ballot).received == 5

    @pytest.mark.parametrize(
        ("offset", "is_open"),
        [(-5 * 24, True), (-5 * 24 - 1, False), (5 * 24 - 1, True), (5 * 24, False)],
    )
    def test_is_received_in_the_window_alone(self, offset, is_open):
        ballot = BallotFactory()
        at = AT + offset * HOUR

        if is_open:
            assert begin(ballot, at=at)
        else:
            with pytest.raises(operations.BallotClosed):
                begin(ballot, at=at)

    def test_needs_an_address(self):
        voter = Voter(email="ingen adress")

        with pytest.raises(NotAnIdentity):
            operations.attempt(ballot=BallotFactory(), voter=voter, at=AT)

    def test_is_refused_where_persons_are_counted(self):
        with pytest.raises(operations.WrongScheme):
            begin(BallotFactory(scheme=Scheme.PERSON))


class TestLetter:
    def test_tells_the_mailbox_alone_that_its_vote_counts(self):
        ballot = BallotFactory()
        vote(ballot)

        begin(ballot)

        letter = Delivery.objects.order_by("pk").last()
        assert letter.letter == "vote.already_counted"
        assert count_of(ballot).pending == 1

    def test_tells_the_mailbox_that_its_vote_was_removed(self):
        ballot = BallotFactory()
        strike(ballot, [vote(ballot).number])

        begin(ballot)

        letter = Delivery.objects.order_by("pk").last()
        assert letter.letter == "vote.struck_before"
        told = "Rättelse 1, 10 november 2026: Rösterna var gjorda av ett program."
        assert told in letter.text
        assert told in letter.html

    def test_is_about_no_case(self):
        begin(BallotFactory())

        assert Delivery.objects.get().about_case is None


class TestConfirm:
    def test_counts(self):
        ballot = BallotFactory()

        outcome = vote(ballot)

        assert outcome.result is Result.COUNTED
        assert count_of(ballot).counted == 1
        assert not Pending.objects.exists()

    def test_touches_only_rows_of_its_own(self, django_assert_max_num_queries):
        ballot = BallotFactory()
        begun = begin(ballot)

        with django_assert_max_num_queries(7):
            operations.confirm(ballot=ballot, secret=begun.secret, at=AT)

    def test_queues_every_entry_for_the_sealer(self):
        vote(BallotFactory())

        assert set(Unsealed.objects.values_list("entry_id", flat=True)) == set(
            Entry.objects.values_list("pk", flat=True)
        )

    def test_gives_the_same_outcome_when_done_twice(self):
        ballot = BallotFactory()
        begun = begin(ballot)

        first, second = (
            operations.confirm(ballot=ballot, secret=begun.secret, at=AT)
            for _ in range(2)
        )

        assert first == second
        assert count_of(ballot).counted == 1

    def test_counts_an_identity_once(self):
        ballot = BallotFactory()
        vote(ballot, "Anna")

        assert vote(ballot, "anna+igen").result is Result.REPEATED
        assert (count_of(ballot).counted, count_of(ballot).repeated) == (1, 1)

    def test_counts_each_name_at_an_address_where_the_rules_say_so(self):
        ballot = BallotFactory(counts_each_name_at_address=True)
        results = []
        for name in ("Anna Ek", "Bo Ek", "anna ek"):
            voter = Voter(email="hem@example.org", name=name)
            begun = operations.attempt(ballot=ballot, voter=voter, at=AT)
            outcome = operations.confirm(ballot=ballot, secret=begun.secret, at=AT)
            results.append(outcome.result)

        assert results == [Result.COUNTED, Result.COUNTED, Result.REPEATED]

    def test_counts_after_the_window_what_was_begun_in_it(self):
        ballot = BallotFactory()
        begun = begin(ballot, at=ballot.closes_at - HOUR)

        outcome = operations.confirm(
            ballot=ballot, secret=begun.secret, at=ballot.closes_at + 46 * HOUR
        )

        assert outcome.result is Result.COUNTED

    @pytest.mark.parametrize(
        ("seconds", "result"), [(-1, Result.COUNTED), (0, Result.LATE)]
    )
    def test_is_late_from_the_second_the_time_is_over(self, seconds, result):
        ballot = BallotFactory()
        begun = begin(ballot)
        at = AT + 48 * HOUR + dt.timedelta(seconds=seconds)

        outcome = operations.confirm(ballot=ballot, secret=begun.secret, at=at)

        assert outcome.result is result

    def test_knows_no_link_of_another_ballot(self):
        begun = begin(BallotFactory())
        other = BallotFactory()

        outcome = operations.confirm(ballot=other, secret=begun.secret, at=AT)

        assert outcome.result is Result.UNKNOWN
        assert Pending.objects.count() == 1


class TestWithdraw:
    def test_takes_the_vote_back(self):
        ballot = BallotFactory()
        begun = begin(ballot)
        operations.confirm(ballot=ballot, secret=begun.secret, at=AT)

        outcomes = {
            operations.withdraw(ballot=ballot, secret=begun.secret, at=AT).result
            for _ in range(2)
        }

        assert outcomes == {Result.WITHDRAWN}
        assert (count_of(ballot).counted, count_of(ballot).withdrawn) == (0, 1)

    def test_lets_the_same_identity_vote_again(self):
        ballot = BallotFactory()
        begun = begin(ballot)
        operations.confirm(ballot=ballot, secret=begun.secret, at=AT)
        operations.withdraw(ballot=ballot, secret=begun.secret, at=AT)

        again = vote(ballot)

        assert again.result is Result.COUNTED
        assert kinds_of(ballot_id=ballot.pk, number=again.number) == [
            EntryKind.RECEIVED,
            EntryKind.CONFIRMED,
        ]
        assert vote(ballot).result is Result.REPEATED

    def test_does_nothing_to_what_does_not_count(self):
        ballot = BallotFactory()
        begun = begin(ballot)

        outcome = operations.withdraw(ballot=ballot, secret=begun.secret, at=AT)

        assert outcome.result is Result.WAITING

    def test_is_refused_when_all_is_over(self):
        ballot = BallotFactory()
        begun = begin(ballot)
        operations.confirm(ballot=ballot, secret=begun.secret, at=AT)

        with pytest.raises(operations.BallotClosed):
            operations.withdraw(
                ballot=ballot, secret=begun.secret, at=ballot.last_confirmation_at
            )

    def test_works_by_a_new_check_of_the_mailbox(self):
        ballot = BallotFactory()
        vote(ballot)
        operations.ask_to_withdraw(
            ballot=ballot, voter=Voter(email="Anna@example.org"), at=AT
        )
        letter = Delivery.objects.order_by("pk").last()
        token = letter.text.split("/ta-tillbaka/")[1].split("/")[0]

        outcome = operations.withdraw_by_token(ballot=ballot, token=token, at=AT)

        assert letter.letter == "vote.to_withdraw"
        assert outcome.result is Result.WITHDRAWN

    def test_tells_only_the_mailbox_that_nothing_counts(self):
        ballot = BallotFactory()
        operations.ask_to_withdraw(
            ballot=ballot, voter=Voter(email="bo@example.org"), at=AT
        )

        assert Delivery.objects.get().letter == "vote.nothing_to_withdraw"

    def test_knows_no_token_of_another_ballot(self):
        ballot = BallotFactory()

        outcome = operations.withdraw_by_token(ballot=ballot, token="x:y", at=AT)

        assert outcome.result is Result.UNKNOWN
