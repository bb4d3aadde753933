"""The daily roster: every ballot's current head in one signed, chained file."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256

from django.db import transaction
from django.db.models import Q

from medverkan.foundation import calendar
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.ballots import events, keys
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import Ballot, Head, Roster, SigningKey
from medverkan.participation.ballots.queries.tree import last_head
from medverkan.participation.ballots.sealer.signing import publish_key
from medverkan.participation.ballots.states import BallotState

FORMAT = "medverkan-roster/1"
AFTER_CLOSING = dt.timedelta(days=30)


@transaction.atomic
def sign_roster(at: dt.datetime) -> Roster:
    """
    Sign the day's roster; done twice it is done once.

    It lists ballots until thirty days after they closed: their last head then stands in
    the rosters before, and every roster points back to the one before it.

    :raises KeyMissing: this process does not hold the signing key
    """
    date = calendar.local_date(at)
    known = Roster.objects.filter(date=date).first()
    if known is not None:
        return known
    signer = keys.head_signer()
    publish_key(signer, use=SigningKey.Use.HEADS, at=at)
    last = Roster.objects.filter(date__lt=date).order_by("-date").first()
    previous = bytes(last.hash).hex() if last else "-"
    blocks = "".join(signed_text(head) for head in _current_heads(at))
    body = f"{FORMAT}\n{date}\n{previous}\n{signer.key_id}\n{blocks}"
    roster = Roster.objects.create(
        date=date,
        body=body,
        hash=sha256(body.encode("ascii")).digest(),
        key_id=signer.key_id,
        signature=signer.sign(body.encode("ascii")),
    )
    audit.record(
        events.ROSTER_SIGNED,
        subject=roster,
        actor=SYSTEM,
        at=at,
        date=date.isoformat(),
    )
    return roster


def _current_heads(at: dt.datetime) -> list[Head]:
    listed = Ballot.objects.filter(
        Q(state=BallotState.OPEN) | Q(closed_at__gte=at - AFTER_CLOSING)
    )
    found = (last_head(ballot, Audience.PUBLIC) for ballot in listed.order_by("pk"))
    return [head for head in found if head is not None]


def signed_text(head: Head) -> str:
    """Return a head as it is published: what was signed, and the signature."""
    text = head.as_signed().to_bytes().decode("ascii")
    return f"{text}signature {bytes(head.signature).hex()}\n"


def roster_text(roster: Roster) -> str:
    """Return a roster as it is published: what was signed, and the signature."""
    return f"{roster.body}signature {bytes(roster.signature).hex()}\n"
