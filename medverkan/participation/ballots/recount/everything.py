"""Recounting one ballot, and the house they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from medverkan.foundation.audit import guards
from medverkan.foundation.audit.models import Event
from medverkan.participation.ballots import events, frozen, keys
from medverkan.participation.ballots.models import (
    Attempt,
    Ballot,
    Entry,
    Pending,
    PersonKey,
    Roster,
    SigningKey,
    Standing,
    ThresholdReached,
    Unsealed,
)
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.recount.attempts import recount_attempts
from medverkan.participation.ballots.recount.findings import Findings
from medverkan.participation.ballots.recount.snapshot import snapshot
from medverkan.participation.ballots.recount.tree import recount_tree

_UNCHECKED = (Attempt, Pending, Standing, PersonKey, Entry, Unsealed)


def recount(ballots: Iterable[Ballot]) -> Iterator[Findings]:
    """Recount the house first, then each ballot as of one moment of its own."""
    yield recount_whole()
    for ballot in ballots:
        yield recount_ballot(ballot)


def recount_ballot(ballot: Ballot) -> Findings:
    """Compute everything about one ballot anew; the findings hold what differs."""
    findings = Findings(ballot=str(ballot.uuid))
    with snapshot():
        ballot = Ballot.objects.get(pk=ballot.pk)
        if not frozen.are_ours(ballot):
            findings.add("ballot_rules_were_changed", ballot.uuid)
        recount_attempts(ballot, findings)
        recount_tree(ballot, findings)
        _check_thresholds(ballot, findings)
    return findings


def recount_whole() -> Findings:
    """Look at what belongs to no ballot: triggers, rosters, rows without a ballot."""
    findings = Findings(ballot="-")
    for name in guards.missing():
        findings.add("trigger_is_missing", name)
    with snapshot():
        for model in _UNCHECKED:
            orphans = model.objects.exclude(ballot_id__in=Ballot.objects.values("pk"))
            if orphans.exists():
                findings.add("rows_without_a_ballot", model._meta.db_table)
        _check_rosters(findings)
    return findings


def _check_thresholds(ballot: Ballot, findings: Findings) -> None:
    """What is reached and sealed has been noted; what fell afterwards stays noted."""
    noted = set(
        ThresholdReached.objects.filter(ballot=ballot).values_list(
            "threshold", flat=True
        )
    )
    sealed = not Unsealed.objects.filter(ballot=ballot).exists()
    counted = count_of(ballot).counted
    for limit in ballot.thresholds:
        if sealed and counted >= limit and limit not in noted:
            findings.add("threshold_is_not_noted", limit)
    told = Event.objects.filter(
        name=events.THRESHOLD_REACHED.name,
        subject_kind=Ballot._meta.label_lower,
        subject_id=ballot.pk,
    )
    findings.expect(
        "thresholds_differ_from_the_log",
        stored=sorted(noted),
        recounted=sorted(event.data["threshold"] for event in told),
    )


def _check_rosters(findings: Findings) -> None:
    published = {
        key.key_id: bytes(key.public)
        for key in SigningKey.objects.filter(use=SigningKey.Use.HEADS)
    }
    previous = "-"
    for roster in Roster.objects.order_by("date"):
        data = roster.body.encode("ascii", "replace")
        lines = roster.body.split("\n", 4)
        if lines[1:3] != [str(roster.date), previous]:
            findings.add("roster_chain_is_broken", roster.date)
        if sha256(data).digest() != bytes(roster.hash):
            findings.add("roster_hash_differs", roster.date)
        public = published.get(roster.key_id, b"")
        if not keys.is_signed(data, signature=roster.signature, public=public):
            findings.add("roster_is_not_signed", roster.date)
        previous = bytes(roster.hash).hex()
