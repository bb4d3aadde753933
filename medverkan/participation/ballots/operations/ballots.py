"""The life of a ballot: open, end early, close, extend; and what stands beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import SYSTEM, Actor
from medverkan.participation.ballots import events, frozen, keys
from medverkan.participation.ballots.models import (
    Ballot,
    BallotKey,
    ImportedCount,
    Pending,
    VoluntaryAnswer,
)
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.schemes import Scheme
from medverkan.participation.ballots.states import BallotKind, BallotState


class NotOver(Exception):
    """Attempts are still waiting, or may still be confirmed."""


@dataclass(frozen=True)
class Rules:
    """
    What a rule set says about counting, frozen with the ballot.

    Times are in hours; a threshold is a number of counted votes.
    """

    version: int
    scheme: Scheme = Scheme.EMAIL
    threshold: int | None = None
    further_thresholds: tuple[int, ...] = ()
    confirm_hours: int = 48
    counts_each_name_at_address: bool = False
    counts_rows_without_email: bool = False
    kind: BallotKind = BallotKind.SUPPORT


@dataclass(frozen=True)
class About:
    """What a ballot is about: who tells of it, the case's id and the deciding body's."""

    subject_kind: str
    about_case: int | None = None
    body_id: int | None = None


@dataclass(frozen=True)
class Window:
    """When votes may be begun; the end is exclusive."""

    opens_at: dt.datetime
    closes_at: dt.datetime


@transaction.atomic
def open_ballot(
    *,
    rules: Rules,
    about: About,
    window: Window,
    actor: Actor,
    at: dt.datetime,
    extends: Ballot | None = None,
) -> Ballot:
    """Open a ballot with a fresh key of its own."""
    ballot = Ballot(
        uuid=uuid4(),
        kind=rules.kind.value,
        scheme=rules.scheme.value,
        counts_each_name_at_address=rules.counts_each_name_at_address,
        counts_rows_without_email=rules.counts_rows_without_email,
        confirm_hours=rules.confirm_hours,
        rule_set_version=rules.version,
        threshold=rules.threshold,
        further_thresholds=list(rules.further_thresholds),
        subject_kind=about.subject_kind,
        about_case=about.about_case,
        body_id=about.body_id,
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        extends=extends,
    )
    frozen.keep(ballot)
    ballot.save(force_insert=True)
    wrapped = keys.wrap(keys.new_ballot_key(), ballot=ballot.uuid)
    BallotKey.objects.create(ballot=ballot, wrapped=wrapped.data, kek_id=wrapped.kek_id)
    audit.record(
        events.BALLOT_OPENED,
        subject=ballot,
        actor=actor,
        at=at,
        about_case=ballot.about_case,
        body_id=ballot.body_id,
        rule_set_version=ballot.rule_set_version,
    )
    return ballot


@transaction.atomic
def end_early(*, ballot: Ballot, actor: Actor, at: dt.datetime) -> Ballot:
    """
    End the window now, as when a proposal is merged or taken back; done twice it is once.

    What was begun may still be confirmed. Who may is decided by the room of the subject.
    """
    ballot = Ballot.objects.select_for_update(of=("self",)).get(pk=ballot.pk)
    if ballot.state == BallotState.CLOSED or ballot.closes_at <= at:
        return ballot
    ballot.closes_at = max(at, ballot.opens_at)
    frozen.keep(ballot)
    ballot.save(update_fields=["closes_at", "rules_mac", "rules_mac_key"])
    audit.record(
        events.BALLOT_ENDED_EARLY,
        subject=ballot,
        actor=actor,
        at=at,
        about_case=ballot.about_case,
        body_id=ballot.body_id,
    )
    return ballot


@transaction.atomic
def close(*, ballot: Ballot, at: dt.datetime) -> Ballot:
    """
    Close a ballot whose every attempt has its outcome; done twice it is done once.

    The event bears the instant at which the last confirmation day was over.

    :raises NotOver: something may still be confirmed, or waits for a person's decision
    """
    ballot = Ballot.objects.select_for_update(of=("self",)).get(pk=ballot.pk)
    if ballot.state == BallotState.CLOSED:
        return ballot
    is_waiting = Pending.objects.filter(ballot=ballot).exists()
    if at < ballot.last_confirmation_at or is_waiting:
        raise NotOver(ballot)
    ballot.state = BallotState.CLOSED.value
    ballot.closed_at = ballot.last_confirmation_at
    ballot.save(update_fields=["state", "closed_at"])
    audit.record(
        events.BALLOT_CLOSED,
        subject=ballot,
        actor=SYSTEM,
        at=at,
        occurred_at=ballot.closed_at,
        about_case=ballot.about_case,
        body_id=ballot.body_id,
        counted=count_of(ballot).counted,
    )
    return ballot


def extend(
    *, ballot: Ballot, rules: Rules, window: Window, actor: Actor, at: dt.datetime
) -> Ballot:
    """
    Open a new ballot that goes on where one ended; the counts are never added.

    :raises NotOver: the window of the first is not over
    """
    if at < ballot.closes_at:
        raise NotOver(ballot)
    about = About(
        subject_kind=ballot.subject_kind,
        about_case=ballot.about_case,
        body_id=ballot.body_id,
    )
    return open_ballot(
        rules=rules, about=about, window=window, actor=actor, at=at, extends=ballot
    )


@transaction.atomic
def import_count(
    *,
    ballot: Ballot,
    label: str,
    vote_count: int,
    as_of_date: dt.date,
    actor: Actor,
    at: dt.datetime,
) -> ImportedCount:
    """Note an older system's figure beside the ballot: labelled, never added."""
    imported = ImportedCount.objects.create(
        ballot=ballot, label=label, vote_count=vote_count, as_of_date=as_of_date
    )
    audit.record(
        events.COUNT_IMPORTED,
        subject=ballot,
        actor=actor,
        at=at,
        about_case=ballot.about_case,
        body_id=ballot.body_id,
        vote_count=vote_count,
    )
    return imported


@transaction.atomic
def note_voluntary_answer(*, ballot: Ballot, age_band: str, area: str) -> None:
    """Add one to the sum of an age band and an area; nothing ties it to a vote."""
    sums, _is_new = VoluntaryAnswer.objects.get_or_create(
        ballot=ballot, age_band=age_band, area=area
    )
    VoluntaryAnswer.objects.filter(pk=sums.pk).update(
        answer_count=F("answer_count") + 1
    )
