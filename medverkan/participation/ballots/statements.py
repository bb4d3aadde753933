"""What a public head says besides the tree: the rules of its ballot, and its correction log."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from typing import Any

from django.db.models import Count

from medverkan.participation.ballots.models import Ballot, Correction, Entry

LINES = 5
NOTHING = "-"


def of(ballot: Ballot, *, size: int) -> str:
    """Return the lines that the head of this size signs: rules, then the log's hash."""
    log = "".join(_line(one) for one in corrections_under(ballot, size))
    digest = sha256(log.encode()).hexdigest() if log else NOTHING
    return f"{rules_of(ballot)}corrections {digest}\n"


def rules_of(ballot: Ballot) -> str:
    """Return the rules as lines: threshold, further ones, how votes count, and the window."""
    further = " ".join(str(limit) for limit in ballot.further_thresholds)
    each_name, without_email = (
        int(ballot.counts_each_name_at_address),
        int(ballot.counts_rows_without_email),
    )
    opens, closes = (
        at.astimezone(dt.UTC).isoformat() for at in (ballot.opens_at, ballot.closes_at)
    )
    return (
        f"threshold {NOTHING if ballot.threshold is None else ballot.threshold}\n"
        f"further {further or NOTHING}\n"
        f"counts {ballot.scheme} {each_name} {without_email} {ballot.confirm_hours}\n"
        f"window {opens} {closes}\n"
    )


def rules_in(stated: str) -> dict[str, Any]:
    """Return the rules that a head stated, by their names in the export."""
    said = {name: rest for name, *rest in map(str.split, stated.splitlines())}
    (threshold,), further = said["threshold"], said["further"]
    scheme, each_name, without_email, hours = said["counts"]
    opens, closes = said["window"]
    return {
        "counts": scheme,
        "threshold": None if threshold == NOTHING else int(threshold),
        "further_thresholds": [int(limit) for limit in further if limit != NOTHING],
        "each_name_at_an_address_counts": each_name == "1",
        "rows_without_email_count": without_email == "1",
        "hours_to_confirm": int(hours),
        "opens_at": opens,
        "closes_at": closes,
    }


def corrections_under(ballot: Ballot, size: int) -> list[Correction]:
    """Return the lines of the log whose every entry stands below this size of the tree."""
    entries = Entry.objects.filter(
        ballot=ballot, correction__isnull=False, leaf__index__lt=size
    )
    counted = entries.order_by().values_list("correction").annotate(Count("pk"))
    sealed = dict(counted)
    log = Correction.objects.filter(ballot=ballot).order_by("number")
    return [line for line in log if sealed.get(line.number) == line.vote_count]


def _line(line: Correction) -> str:
    return (
        f"{line.number} {line.kind} {line.decided_date.isoformat()} {line.ground} "
        f"{line.vote_count} {line.role}\n"
    )
