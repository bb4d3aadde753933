"""Receipts: at once our signed promise, later the proof. They name nobody and give no right."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from uuid import UUID

from medverkan.foundation import calendar
from medverkan.participation.ballots import keys
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import (
    Ballot,
    Correction,
    Entry,
    Head,
    SigningKey,
)
from medverkan.participation.ballots.operations.outcomes import (
    RESULT_OF_STATE,
    Result,
)
from medverkan.participation.ballots.queries import inclusion, last_head
from medverkan.participation.ballots.sealer.roster import signed_text
from medverkan.participation.ballots.sealer.signing import publish_key
from medverkan.participation.ballots.states import EntryKind, replay

FORMAT = "medverkan-receipt/1"
PROOF_FORMAT = "medverkan-proof/1"
PROMISE = dt.timedelta(days=2)
_NUMBER = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")


@dataclass(frozen=True)
class Answer:
    """
    What the check of a receipt says: where the vote stands, and the proof if it is public.

    `correction` is the line of the public log that last changed it.
    """

    result: Result
    number: UUID | None = None
    is_sealed: bool = False
    correction: Correction | None = None
    proof: str = ""


def issue(*, ballot: Ballot, number: UUID, at: dt.datetime) -> str:
    """
    Return the receipt of a counted vote: entry, promised day and our signature.

    The day is two days on, within which a public head covers every entry. No time of day.

    :raises Entry.DoesNotExist: the attempt was never counted
    """
    entry = Entry.objects.get(ballot=ballot, number=number, kind=EntryKind.CONFIRMED)
    signer = keys.receipt_signer()
    publish_key(signer, use=SigningKey.Use.RECEIPTS, at=at)
    promised = calendar.local_date(at + PROMISE)
    leaf = entry.as_leaf(ballot.uuid).to_bytes().decode("ascii")
    body = f"{FORMAT}\n{promised}\n{signer.key_id}\n{leaf}"
    return f"{body}signature {signer.sign(body.encode('ascii')).hex()}\n"


def number_in(text: str) -> UUID | None:
    """Return the attempt number in what somebody pasted: a number, or a whole receipt."""
    found = _NUMBER.search(text.lower())
    if found is None:
        found = _NUMBER.fullmatch(re.sub(r"[\s-]", "", text.lower()))
    return UUID(hex=found.group()) if found else None


def check(*, ballot: Ballot, text: str) -> Answer:
    """Answer `Räknas min röst?` for a number or a receipt."""
    number = number_in(text)
    entries = list(
        Entry.objects.filter(ballot=ballot, number=number)
        .select_related("leaf")
        .order_by("step")
    )
    if number is None or not entries:
        return Answer(Result.UNKNOWN)
    state = replay(EntryKind(entry.kind) for entry in entries)
    last = entries[-1]
    head = last_head(ballot, Audience.PUBLIC)
    leaf = getattr(last, "leaf", None)
    is_public = leaf is not None and head is not None and leaf.index < head.size
    return Answer(
        result=RESULT_OF_STATE[state],
        number=number,
        is_sealed=is_public,
        correction=_correction(ballot, last),
        proof=_proof(ballot, last, leaf.index, head) if is_public else "",
    )


def _correction(ballot: Ballot, entry: Entry) -> Correction | None:
    if entry.correction is None:
        return None
    return Correction.objects.filter(ballot=ballot, number=entry.correction).first()


def _proof(ballot: Ballot, entry: Entry, index: int, head: Head) -> str:
    path = inclusion(ballot, index=index, size=head.size)
    steps = "".join(f"{step.hex()}\n" for step in path)
    leaf = entry.as_leaf(ballot.uuid).to_bytes().decode("ascii")
    return f"{PROOF_FORMAT}\n{index}\n{leaf}{steps}{signed_text(head)}"
