from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.ballots import operations, subjects
from medverkan.participation.ballots.models import Correction, StrikeProposal
from medverkan.participation.ballots.operations import NothingToCorrect, Result
from medverkan.participation.ballots.operations.corrections import AlreadyDecided
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.states import EntryKind
from tests.factories.ballots import (
    AT,
    OFFICER,
    REGISTRAR,
    SECOND_OFFICER,
    BallotFactory,
    strike,
    vote,
    vote_many,
)

pytestmark = pytest.mark.django_db


def propose(ballot, numbers, **more) -> StrikeProposal:
    return operations.propose_strike(
        ballot=ballot,
        numbers=numbers,
        ground="automated",
        reason="Samma mönster",
        at=AT,
        **{"actor": OFFICER, **more},
    )


def approve(proposal, actor=SECOND_OFFICER) -> Correction:
    return operations.approve_strike(
        proposal=proposal, role="reviewer", actor=actor, at=AT
    )


class TestProposeStrike:
    def test_changes_nothing_yet(self):
        ballot = BallotFactory()

        propose(ballot, vote_many(ballot, 3))

        assert count_of(ballot).counted == 3

    def test_previews_its_effect(self):
        ballot = BallotFactory()
        numbers = vote_many(ballot, 5)[:2]

        shown = operations.preview(
            ballot=ballot, kind=EntryKind.STRUCK, numbers=numbers
        )

        assert (shown.vote_count, shown.before, shown.after) == (2, 5, 3)

    def test_is_refused_to_who_handles_the_subject(self, monkeypatch):
        ballot = BallotFactory(subject_kind="handled")
        subject = subjects.Subject(title="", url="", barred_ids=frozenset({1}))
        monkeypatch.setitem(
            subjects._providers, "handled", lambda some: {b.pk: subject for b in some}
        )

        with pytest.raises(NotPermitted):
            propose(ballot, vote_many(ballot, 1))

    def test_needs_a_vote_that_counts(self):
        ballot = BallotFactory()
        other = vote_many(BallotFactory(), 1)

        with pytest.raises(NothingToCorrect):
            propose(ballot, other)


class TestApproveStrike:
    def test_takes_two_persons(self):
        ballot = BallotFactory()
        proposal = propose(ballot, vote_many(ballot, 1))

        with pytest.raises(NotPermitted):
            approve(proposal, actor=OFFICER)

        assert count_of(ballot).counted == 1

    def test_takes_two_persons_in_the_database_too(self):
        ballot = BallotFactory()
        proposal = propose(ballot, vote_many(ballot, 1))

        with pytest.raises(IntegrityError), transaction.atomic():
            StrikeProposal.objects.filter(pk=proposal.pk).update(decided_by_id=1)

    def test_removes_the_votes_and_writes_a_line(self):
        ballot = BallotFactory()
        numbers = vote_many(ballot, 3)

        correction = approve(propose(ballot, numbers[:2]))

        count = count_of(ballot)
        assert (count.counted, count.struck) == (1, 2)
        assert (correction.number, correction.vote_count) == (1, 2)

    def test_leaves_what_was_withdrawn_meanwhile(self):
        ballot = BallotFactory()
        first, second = vote_many(ballot, 2)
        proposal = propose(ballot, [first, second])
        strike(ballot, [first])

        assert approve(proposal, actor=REGISTRAR).vote_count == 1

    def test_is_done_once(self):
        ballot = BallotFactory()
        proposal = propose(ballot, vote_many(ballot, 1))
        approve(proposal)

        with pytest.raises(AlreadyDecided):
            approve(proposal, actor=REGISTRAR)

    def test_keeps_the_identity_from_voting_anew(self):
        ballot = BallotFactory()
        strike(ballot, [vote(ballot, "anna").number])

        assert vote(ballot, "anna").result is Result.REPEATED

    def test_can_be_undone_by_a_correction_of_its_own(self):
        ballot = BallotFactory()
        numbers = vote_many(ballot, 2)
        strike(ballot, numbers)

        correction = strike(ballot, numbers[:1], kind=EntryKind.RESTORED)

        count = count_of(ballot)
        assert (count.counted, count.struck) == (1, 1)
        assert (correction.number, correction.kind) == (2, "restored")


class TestRejectStrike:
    def test_changes_nothing(self):
        ballot = BallotFactory()
        proposal = propose(ballot, vote_many(ballot, 1))

        operations.reject_strike(proposal=proposal, actor=SECOND_OFFICER, at=AT)

        assert count_of(ballot).counted == 1
        with pytest.raises(AlreadyDecided):
            approve(proposal)
