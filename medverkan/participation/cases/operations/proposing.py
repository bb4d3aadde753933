"""A proposal's way: votes, the board, what was decided and what was done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from medverkan.foundation import calendar
from medverkan.foundation.permissions import SYSTEM, Actor, require
from medverkan.foundation.states import Transition, may_move, move
from medverkan.participation.ballots import operations as ballots
from medverkan.participation.ballots.operations import About, Rules, Window
from medverkan.participation.ballots.schemes import Scheme
from medverkan.participation.cases import emails, events, rules, states
from medverkan.participation.cases.models import (
    Case,
    Decision,
    Exemption,
    ImplementationStep,
)
from medverkan.participation.cases.operations import registering
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.states import BoardOutcome
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways import queries as pathways
from medverkan.reference.pathways import windows
from medverkan.reference.pathways.choices import PerAddress, ThresholdEffect
from medverkan.reference.pathways.models import RuleSet

BALLOT_SUBJECT = "case"


def leave_review(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Let a published proposal gather votes, or go to its body where none are needed."""
    needed = thresholds(case.rule_set, on=calendar.local_date(at))
    if case.rule_set.gathers_support and needed and not is_exempt(case):
        _open_voting(case, needed=needed, actor=actor, at=at)
    else:
        _send_to_body(case, counted=None, actor=actor, at=at)


def is_exempt(case: Case) -> bool:
    """Tell whether somebody has decided that it needs no votes, and its rules allow that."""
    return (
        case.rule_set.exempts_minority_matters
        and Exemption.objects.filter(case=case).exists()
    )


def thresholds(rule_set: RuleSet, *, on: dt.date) -> list[int]:
    """Return how many votes the rule set asks for, fewest first, with today's population."""
    residents = pathways.residents_count(on)
    counts = (
        threshold.needed_count(residents_count=residents)
        for threshold in rule_set.thresholds.all()
    )
    return sorted(count for count in counts if count is not None)


def hand_over_threshold(rule_set: RuleSet, *, on: dt.date) -> int | None:
    """Return how many votes hand a proposal over to its body, if any number does."""
    residents = pathways.residents_count(on)
    for threshold in rule_set.thresholds.filter(effect=ThresholdEffect.HANDED_OVER):
        return threshold.needed_count(residents_count=residents)
    return None


class NoWindow(Exception):
    """The rules gather votes without saying for how long; the database lets none such in."""


def _open_voting(
    case: Case, *, needed: list[int], actor: Actor, at: dt.datetime
) -> None:
    closes_at = windows.closes_at(
        case.rule_set, opened_at=at, chosen_months=case.window_months
    )
    if closes_at is None:
        raise NoWindow(case.reference)
    main = hand_over_threshold(case.rule_set, on=calendar.local_date(at)) or needed[-1]
    case.ballot = ballots.open_ballot(
        rules=Rules(
            version=case.rule_set.version,
            scheme=Scheme(case.rule_set.counting_scheme),
            threshold=main,
            further_thresholds=tuple(n for n in needed if n != main),
            counts_each_name_at_address=case.rule_set.per_address == PerAddress.NAMED,
            counts_rows_without_email=case.rule_set.counts_uncompared_paper,
        ),
        about=About(
            subject_kind=BALLOT_SUBJECT, about_case=case.pk, body_id=case.authority_id
        ),
        window=Window(opens_at=at, closes_at=closes_at),
        actor=actor,
        at=at,
    )
    case.state = move(state=case.state, transition=states.OPEN_VOTING)
    save(case, "ballot", "state")
    record(
        events.VOTING_OPENED,
        case,
        actor=actor,
        at=at,
        last_date=case.ballot.last_date.isoformat(),
    )


def send_without_votes(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Let a locked proposal that gathers votes need them no more, and go to its body."""
    if case.ballot is not None:
        ballots.end_early(ballot=case.ballot, actor=actor, at=at)
    _send_to_body(case, states.EXEMPT, counted=None, actor=actor, at=at)


def _send_to_body(
    case: Case,
    transition: Transition = states.SEND_TO_BODY,
    *,
    counted: int | None,
    actor: Actor,
    at: dt.datetime,
) -> None:
    case.state = move(state=case.state, transition=transition)
    save(case, "state")
    record(
        events.HANDED_OVER,
        case,
        actor=actor,
        at=at,
        to_body=case.decider.pk,
        counted=counted,
    )
    emails.proposals.send_handed_over(case, counted=counted, actor=actor, at=at)


@transaction.atomic
def reach(*, case: Case, threshold: int, at: dt.datetime) -> Case:
    """Note that the votes are enough; the number is checked and signed before hand-over."""
    case = lock(case, version=None)
    if not may_move(state=case.state, transition=states.REACH):
        return case
    if case.ballot is None or threshold != case.ballot.threshold:
        return case
    case.state = states.REACH.target
    save(case, "state")
    record(events.REACHED, case, actor=SYSTEM, at=at, threshold=threshold)
    return case


@transaction.atomic
def hand_over(*, case: Case, counted: int, at: dt.datetime) -> Case:
    """
    Hand a proposal over to its body once the number is checked and signed; happens once.

    Later strikes or withdrawals show as a note and do not reverse it.
    """
    case = lock(case, version=None)
    if may_move(state=case.state, transition=states.REACH):
        case.state = states.REACH.target
    if may_move(state=case.state, transition=states.SEND_TO_BODY):
        _send_to_body(case, counted=counted, actor=SYSTEM, at=at)
    return case


@transaction.atomic
def end_voting(*, case: Case, counted: int, at: dt.datetime) -> Case:
    """End a proposal whose time is out without enough votes, and say so kindly."""
    case = lock(case, version=None)
    if not may_move(state=case.state, transition=states.MISS):
        return case
    threshold = case.ballot.threshold if case.ballot else None
    if threshold is None or counted >= threshold:
        return case
    case.state = states.MISS.target
    case.ended_at = at
    save(case, "state", "ended_at")
    record(
        events.NOT_REACHED,
        case,
        actor=SYSTEM,
        at=at,
        threshold=threshold,
        counted=counted,
    )
    registering.close_in_diary(case, actor=SYSTEM, at=at)
    emails.proposals.send_not_reached(case, counted=counted, threshold=threshold, at=at)
    return case


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision as the minutes of a body say it."""

    outcome: BoardOutcome
    body: Body
    date: dt.date
    paragraph: str
    reasons: str


@transaction.atomic
def record_decision(
    *, case: Case, decided: Decided, version: int | None, actor: Actor, at: dt.datetime
) -> Decision:
    """
    Record what a body decided, with its reasons; everyone who follows is told.

    Sent back means that the body wants to know more: the case is prepared again.
    """
    case = lock(case, version=version)
    require(rules.may_record_decision(actor, case))
    case.state = move(state=case.state, transition=states.DECIDE)
    decision = Decision.objects.create(
        case=case,
        outcome=decided.outcome,
        body=decided.body,
        date=decided.date,
        paragraph=decided.paragraph,
        reasons=decided.reasons,
        recorded_by_id=actor.user_id,
        recorded_at=at,
    )
    case.first_answered_at = case.first_answered_at or at
    if decided.outcome == BoardOutcome.SENT_BACK:
        case.state = move(state=case.state, transition=states.SEND_BACK)
    elif decided.outcome not in states.LEADS_TO_ACTION:
        case.state = move(state=case.state, transition=states.FINISH)
        case.ended_at = at
    save(case, "state", "first_answered_at", "ended_at")
    record(
        events.DECIDED,
        case,
        actor=actor,
        at=at,
        board_outcome=decided.outcome.value,
        body=decided.body.pk,
        date=decided.date.isoformat(),
        paragraph=decided.paragraph,
    )
    if case.ended_at is not None:
        registering.close_in_diary(case, actor=SYSTEM, at=at)
    emails.proposals.send_decided(case, decision, actor=actor, at=at)
    return decision


@transaction.atomic
def plan_step(
    *,
    case: Case,
    text: str,
    due_date: dt.date,
    version: int | None,
    actor: Actor,
    at: dt.datetime,
) -> ImplementationStep:
    """Plan something to be done after the decision, and tell those who follow."""
    case = lock(case, version=version)
    require(rules.may_carry_out(actor, case))
    case.state = move(state=case.state, transition=states.IMPLEMENT)
    save(case, "state")
    step = ImplementationStep.objects.create(
        case=case, text=text, due_date=due_date, recorded_at=at
    )
    record(
        events.STEP_PLANNED,
        case,
        actor=actor,
        at=at,
        date=due_date.isoformat(),
        step=step.pk,
    )
    emails.proposals.send_step(case, text=text, due_date=due_date, actor=actor, at=at)
    return step


@transaction.atomic
def finish_step(
    *, case: Case, step: ImplementationStep, version: int, actor: Actor, at: dt.datetime
) -> Case:
    """Note that a step is done; when none is left the proposal is carried out."""
    case = lock(case, version=version)
    require(rules.may_carry_out(actor, case))
    done = case.steps.filter(pk=step.pk, done_date__isnull=True)
    done.update(done_date=calendar.local_date(at))
    record(events.STEP_DONE, case, actor=actor, at=at, step=step.pk)
    if case.steps.filter(done_date__isnull=True).exists():
        save(case)
        return case
    case.state = move(state=case.state, transition=states.FINISH)
    case.ended_at = at
    save(case, "state", "ended_at")
    record(events.FINISHED, case, actor=actor, at=at)
    registering.close_in_diary(case, actor=SYSTEM, at=at)
    emails.proposals.send_finished(case, actor=actor, at=at)
    return case
