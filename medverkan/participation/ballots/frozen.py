"""The rules of a ballot under our MAC: what is counted, until when and up to which number."""

from __future__ import annotations

import datetime as dt

from medverkan.participation.ballots import keys
from medverkan.participation.ballots.models import Ballot

FORMAT = "medverkan-rules/1"


def keep(ballot: Ballot) -> None:
    """Put our MAC beside the rules; the caller saves `rules_mac` and `rules_mac_key`."""
    ballot.rules_mac_key, ballot.rules_mac = keys.mac(_as_bytes(ballot))


def are_ours(ballot: Ballot) -> bool:
    """Tell whether the rules are still those that our software wrote."""
    mac = bytes(ballot.rules_mac or b"")
    return keys.is_mac_right(_as_bytes(ballot), key_id=ballot.rules_mac_key, mac=mac)


def _as_bytes(ballot: Ballot) -> bytes:
    lines = [
        FORMAT,
        ballot.uuid,
        ballot.kind,
        ballot.scheme,
        int(ballot.counts_each_name_at_address),
        int(ballot.counts_rows_without_email),
        ballot.confirm_hours,
        ballot.rule_set_version,
        " ".join(str(limit) for limit in ballot.thresholds),
        ballot.opens_at.astimezone(dt.UTC).isoformat(),
        ballot.closes_at.astimezone(dt.UTC).isoformat(),
    ]
    return "".join(f"{line}\n" for line in lines).encode("ascii")
