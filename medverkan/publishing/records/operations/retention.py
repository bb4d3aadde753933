"""Destruction by decision: the rule, the list, the second person's yes, the deed, the protocol."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Count, Q
from django.utils import translation
from django.utils.translation import gettext

from medverkan.foundation import calendar, locking, permissions, states
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import SYSTEM, Actor
from medverkan.participation.ballots import operations as ballots
from medverkan.participation.ballots.operations.retention import Decision
from medverkan.participation.ballots.states import BallotState
from medverkan.participation.cases import erasure
from medverkan.participation.cases import operations as cases
from medverkan.participation.cases.models import Case
from medverkan.publishing.records import due, events, rules
from medverkan.publishing.records.models import (
    RetentionItem,
    RetentionRule,
    RetentionRun,
)
from medverkan.publishing.records.states import (
    APPROVE,
    CANCEL,
    FINISH,
    ItemState,
    Measure,
    RunState,
)
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways.models import Pathway
from medverkan.reference.register import operations as register
from medverkan.reference.register.models import ClassCode, Document
from medverkan.reference.register.states import Direction

BATCH = 100


class NothingDue(Exception):
    """No case is due, so that there is nothing to list."""


@transaction.atomic
def record_rule(
    *,
    authority: Body,
    pathway: Pathway | None,
    class_code: ClassCode | None,
    keep_years: int,
    measure: Measure,
    decided_by: Body,
    decided_date: dt.date,
    paragraph: str,
    actor: Actor,
    at: dt.datetime,
) -> RetentionRule:
    """
    Write down what the board decided; a rule for the same that was in force ends.

    :raises NotPermitted: the actor keeps no records of this authority
    """
    permissions.require(rules.may_record_rule(actor, authority))
    Body.objects.select_for_update(of=("self",)).get(pk=authority.pk)
    same = RetentionRule.objects.filter(
        authority=authority, pathway=pathway, class_code=class_code, ended_date=None
    ).first()
    if same is not None:
        _end(same, actor=actor, at=at)
    rule = RetentionRule.objects.create(
        authority=authority,
        pathway=pathway,
        class_code=class_code,
        keep_years=keep_years,
        measure=measure,
        decided_by=decided_by,
        decided_date=decided_date,
        paragraph=paragraph,
        recorded_by_id=actor.user_id,
        recorded_at=at,
    )
    audit.record(
        events.RULE_RECORDED,
        subject=rule,
        body_id=authority.pk,
        actor=actor,
        at=at,
        measure=str(measure),
        keep_years=keep_years,
        paragraph=paragraph,
    )
    return rule


@transaction.atomic
def end_rule(*, rule: RetentionRule, actor: Actor, at: dt.datetime) -> RetentionRule:
    """
    Let a decision hold no longer; one that has ended stays as it was.

    :raises NotPermitted: the actor keeps no records of this authority
    """
    rule = RetentionRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    permissions.require(rules.may_record_rule(actor, rule.authority))
    if rule.ended_date is None:
        _end(rule, actor=actor, at=at)
    return rule


def _end(rule: RetentionRule, *, actor: Actor, at: dt.datetime) -> None:
    rule.ended_date = calendar.local_date(at)
    rule.save(update_fields=["ended_date"])
    audit.record(
        events.RULE_ENDED, subject=rule, body_id=rule.authority_id, actor=actor, at=at
    )


@transaction.atomic
def list_due(*, authority: Body, actor: Actor, at: dt.datetime) -> RetentionRun:
    """
    List what is due today, for a second person to approve; a list under way is returned.

    :raises NotPermitted: the actor does not keep this register
    :raises NothingDue: nothing is
    """
    permissions.require(rules.may_list(actor, authority))
    Body.objects.select_for_update(of=("self",)).get(pk=authority.pk)
    under_way = RetentionRun.objects.filter(
        authority=authority, state__in=[RunState.LISTED, RunState.APPROVED]
    ).first()
    if under_way is not None:
        return under_way
    on = calendar.local_date(at)
    run = RetentionRun.objects.create(
        authority=authority, on_date=on, listed_by_id=actor.user_id, listed_at=at
    )
    count = _write_items(run, authority, on=on)
    if not count:
        raise NothingDue
    audit.record(
        events.RUN_LISTED,
        subject=run,
        body_id=authority.pk,
        actor=actor,
        at=at,
        case_count=count,
        on_date=on.isoformat(),
    )
    return run


def _write_items(run: RetentionRun, authority: Body, *, on: dt.date) -> int:
    items: list[RetentionItem] = []
    count = 0
    for found in due.due_cases(authority, on=on):
        items.append(
            RetentionItem(
                run=run,
                case=found.case,
                rule=found.rule,
                register_number=found.register_number,
                closed_date=found.closed_date,
                due_date=found.due_date,
            )
        )
        count += 1
        if len(items) == due.CHUNK:
            RetentionItem.objects.bulk_create(items)
            items = []
    RetentionItem.objects.bulk_create(items)
    return count


@transaction.atomic
def approve_run(*, run: RetentionRun, actor: Actor, at: dt.datetime) -> RetentionRun:
    """
    Approve a list, as another person than the one who made it; the worker carries it out.

    :raises NotPermitted: the actor made the list, or keeps no records here
    :raises TransitionRefused: it was approved or thrown away before
    """
    run = _lock(run)
    permissions.require(rules.may_approve(actor, run))
    run.state = states.move(state=run.state, transition=APPROVE)
    run.approved_by_id, run.approved_at = actor.user_id, at
    run.save(update_fields=["state", "approved_by", "approved_at"])
    _tell(events.RUN_APPROVED, run, actor=actor, at=at)
    return run


@transaction.atomic
def cancel_run(*, run: RetentionRun, actor: Actor, at: dt.datetime) -> RetentionRun:
    """
    Throw a list away before anything was done.

    :raises NotPermitted: the actor keeps no records here
    :raises TransitionRefused: it is approved
    """
    run = _lock(run)
    permissions.require(rules.may_cancel(actor, run))
    run.state = states.move(state=run.state, transition=CANCEL)
    run.ended_at = at
    run.save(update_fields=["state", "ended_at"])
    _tell(events.RUN_CANCELLED, run, actor=actor, at=at)
    return run


def carry_out(run: RetentionRun, *, at: dt.datetime) -> RetentionRun:
    """
    Carry out an approved run, one case in each transaction, and write its protocol.

    Cut short, it goes on where it was; two at once share the list. What must be kept by now
    is skipped with the reason.

    :raises TransitionRefused: nobody has approved it
    """
    if run.state != RunState.DONE and not states.may_move(
        state=run.state, transition=FINISH
    ):
        raise states.TransitionRefused(state=run.state, transition=FINISH.name)
    left = run.items.filter(state=ItemState.LISTED).order_by("pk")
    while batch := list(left.values_list("pk", flat=True)[:BATCH]):
        for pk in batch:
            _carry_out_one(pk, at=at)
    return _finish(run, at=at)


@transaction.atomic
def _carry_out_one(pk: int, *, at: dt.datetime) -> None:
    item = locking.lock(RetentionItem.objects.select_related("rule", "case"), pk=pk)
    if item.state != ItemState.LISTED:
        return
    item.state, item.done_at, item.obstacle = ItemState.DONE, at, ""
    try:
        with transaction.atomic():
            _measure(item.case, item.rule, at=at)
    except cases.MustBeKept as kept:
        item.state, item.obstacle = ItemState.SKIPPED, kept.obstacle
    item.save(update_fields=["state", "done_at", "obstacle"])


def _measure(case: Case, rule: RetentionRule, *, at: dt.datetime) -> None:
    if rule.measure == Measure.ARCHIVE:
        obstacle = erasure.obstacles([case]).get(case.pk)
        if obstacle is not None:
            raise cases.MustBeKept(obstacle)
        return
    how = cases.Erasure(rule.measure)
    cases.erase(case=case, how=how, actor=SYSTEM, at=at)
    if case.ballot is not None and case.ballot.state == BallotState.CLOSED:
        ballots.destroy_keys(
            ballot=case.ballot,
            decision=Decision(
                decided_on=rule.decided_date.isoformat(), paragraph=rule.paragraph
            ),
            actor=SYSTEM,
            at=at,
        )


@transaction.atomic
def _finish(run: RetentionRun, *, at: dt.datetime) -> RetentionRun:
    run = _lock(run)
    if run.state == RunState.DONE:
        return run
    run.state = states.move(state=run.state, transition=FINISH)
    run.ended_at = at
    run.document = _write_protocol(run, at=at)
    run.save(update_fields=["state", "ended_at", "document"])
    counts = run.items.aggregate(
        done=Count("pk", filter=Q(state=ItemState.DONE)),
        kept=Count("pk", filter=Q(state=ItemState.SKIPPED)),
    )
    audit.record(
        events.RUN_DONE,
        subject=run,
        body_id=run.authority_id,
        actor=SYSTEM,
        at=at,
        done_count=counts["done"],
        kept_count=counts["kept"],
    )
    return run


def _write_protocol(run: RetentionRun, *, at: dt.datetime) -> Document:
    """Register the protocol as a document of its own, in the authority's register."""
    with translation.override("sv"):
        subject = gettext("Destruction carried out by decision (protocol)")
    record = register.open_record(
        authority=run.authority,
        arrived_at=at,
        subject_line=subject,
        about_case=None,
        class_code=None,
        actor=SYSTEM,
        at=at,
    )
    document = register.add_document(
        record=record,
        direction=Direction.INTERNAL,
        on=calendar.local_date(at),
        description=subject,
        about_kind="records.retentionrun",
        about_id=run.pk,
        actor=SYSTEM,
        at=at,
    )
    register.close_record(record=record, actor=SYSTEM, at=at)
    return document


def _lock(run: RetentionRun) -> RetentionRun:
    return locking.lock(RetentionRun.objects.select_related("authority"), pk=run.pk)


def _tell(
    event_type: events.EventType, run: RetentionRun, *, actor: Actor, at: dt.datetime
) -> None:
    audit.record(event_type, subject=run, body_id=run.authority_id, actor=actor, at=at)
