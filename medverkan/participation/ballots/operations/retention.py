"""The end of a key: by the board's decision, so that the count stays and the persons go."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Count

from medverkan.foundation import permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.participation.ballots import events, keys, rules, subjects
from medverkan.participation.ballots.models import (
    Attempt,
    Ballot,
    BallotKey,
    Census,
    CensusInUse,
    Match,
    PersonKey,
    Standing,
    StruckNumber,
)
from medverkan.participation.ballots.queries.settling import unsettled
from medverkan.participation.ballots.states import BallotState

SMALLEST_SHOWN = 5


class NotClosed(Exception):
    """The ballot is not closed, so that the key is still needed."""


class NotSettled(Exception):
    """A correction or a comparison waits for a person, who needs the private rows."""


class UnderLegalHold(Exception):
    """A legal hold forbids destruction."""


@dataclass(frozen=True)
class Decision:
    """The board's decision: its date (ISO), paragraph and register number."""

    decided_on: str
    paragraph: str
    register_number: str = ""


@transaction.atomic
def destroy_keys(
    *, ballot: Ballot, decision: Decision, actor: Actor, at: dt.datetime
) -> Ballot:
    """
    Destroy key, tags, standings, attributes and the link to a census; the rest stays.

    Sums by channel are kept where they are five or more. Done twice it is done once.

    :raises NotPermitted: the actor may not carry out retention decisions here
    :raises NotClosed: the ballot is not closed
    :raises NotSettled: votes are not sealed, or something waits for a person
    :raises UnderLegalHold: a request or an appeal is open
    """
    ballot = Ballot.objects.select_for_update(of=("self",)).get(pk=ballot.pk)
    permissions.require(rules.may_destroy_keys(actor, ballot))
    if ballot.key_destroyed_at is not None:
        return ballot
    if ballot.state != BallotState.CLOSED:
        raise NotClosed(ballot)
    if unsettled([ballot.pk]):
        raise NotSettled(ballot)
    if subjects.of(ballot).is_held:
        raise UnderLegalHold(ballot)
    ballot.final_channels = _sums_by_channel(ballot)
    ballot.retention_decision = asdict(decision)
    ballot.key_destroyed_at = at
    ballot.save(
        update_fields=["final_channels", "retention_decision", "key_destroyed_at"]
    )
    BallotKey.objects.filter(ballot=ballot).delete()
    for model in (PersonKey, Standing, Match, Attempt, CensusInUse):
        model.objects.filter(ballot=ballot).delete()
    StruckNumber.objects.filter(proposal__ballot=ballot).delete()
    audit.record(
        events.KEYS_DESTROYED,
        subject=ballot,
        actor=actor,
        at=at,
        about_case=ballot.about_case,
        body_id=ballot.body_id,
        decided_on=decision.decided_on,
        paragraph=decision.paragraph,
    )
    return ballot


def _sums_by_channel(ballot: Ballot) -> dict[str, int | None]:
    rows = (
        Attempt.objects.filter(ballot=ballot)
        .values("channel")
        .annotate(attempts=Count("pk"))
    )
    return {
        row["channel"]: row["attempts"] if row["attempts"] >= SMALLEST_SHOWN else None
        for row in rows
    }


@transaction.atomic
def rewrap_keys() -> int:
    """
    Wrap every key under the newest key-encryption key; return how many were changed.

    Run each quarter: old backups can then no longer be opened with today's environment.
    """
    current = keys.current_kek_id()
    changed = 0
    for stored in BallotKey.objects.exclude(kek_id=current).select_related("ballot"):
        _rewrap(stored, stored.ballot.uuid)
        changed += 1
    for census in Census.objects.exclude(kek_id=current):
        _rewrap(census, census.uuid)
        changed += 1
    return changed


def _rewrap(stored: BallotKey | Census, uuid: object) -> None:
    old = keys.Wrapped(data=stored.wrapped, kek_id=stored.kek_id)
    new = keys.wrap(keys.unwrap(old, ballot=uuid), ballot=uuid)
    stored.wrapped, stored.kek_id = new.data, new.kek_id
    stored.save(update_fields=["wrapped", "kek_id"])
