"""Which cases may be answered together (sammanläggning), and why the others may not."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.permissions import Actor
from medverkan.foundation.states import may_move
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.rules.handling import may_handle
from medverkan.participation.cases.states import MERGE, TO_ANSWER, CaseState


def why_alone(case: Case) -> Any:
    """Return why the case can neither lead others nor be joined, in words; else nothing."""
    if case.ballot_id is not None or case.is_proposal:
        return _(
            "It gathers votes or is decided by a board. Votes are never added together, so "
            "it stands alone."
        )
    if case.state not in TO_ANSWER:
        return _("It is not open for an answer any more.")
    if case.is_protected:
        return _("It may be secret, so it is answered by itself.")
    if case.merged_into_id is not None:
        return _("It is joined with another case and answered there.")
    if case.needs_hand_over or case.open_alarm is not None:
        return _("It has to be seen to first: hand it over, or answer the alarm.")
    return ""


def why_not_joined(actor: Actor, case: Case, *, into: Case) -> Any:
    """Return why the case cannot be joined with the one that leads, in words; else nothing."""
    if case.pk == into.pk:
        return _("A case cannot be joined with itself.")
    if not may_handle(actor, case):
        return _("You may read the case but not answer it.")
    if case.authority_id != into.authority_id:
        return _("It belongs to another authority, so it is answered there.")
    reason = why_alone(case)
    if reason:
        return reason
    if into.assignee_id in {row.user_id for row in case.disqualifications.all()}:
        return _(
            "It is closed to whoever has the leading case: a conflict of interest."
        )
    if any(joined.state in TO_ANSWER for joined in case.merged.all()):
        return _("It leads other cases itself. Take them apart first, or let it lead.")
    return ""


def may_lead(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may have other cases answered with this one."""
    return may_handle(actor, case) and not why_alone(case)


def may_part(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may let a joined case stand alone again: until it is answered."""
    return (
        case.merged_into_id is not None
        and case.state in TO_ANSWER
        and may_handle(actor, case)
    )


def may_merge_proposal(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may join the proposal to another by its author's yes.

    While it gathers votes. Never one that is a right by law: no officer may end it (kommunallagen 8:1).
    """
    return (
        may_handle(actor, case)
        and may_move(state=case.state, transition=MERGE)
        and not case.rule_set.is_statutory
    )


def may_offer_merge(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may suggest joining to the author: one suggestion at a time."""
    return may_merge_proposal(actor, case) and not _is_offered(case)


def may_withdraw_merge_offer(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may take back a suggestion that waits for the author's answer."""
    return may_handle(actor, case) and _is_offered(case)


def _is_offered(case: Case) -> bool:
    return any(offer.is_open for offer in case.merge_offers.all())


def why_not_merged(case: Case, *, into: Case, at: dt.datetime) -> Any:
    """Return why the proposal cannot be joined to the other, in words; else nothing."""
    if case.pk == into.pk:
        return _("A case cannot be joined with itself.")
    if case.authority_id != into.authority_id:
        return _("It belongs to another authority, so it is answered there.")
    if not (_gathers(case, at) and _gathers(into, at) and into.is_published):
        return _("It does not gather votes, so nobody could vote there instead.")
    return ""


def _gathers(case: Case, at: dt.datetime) -> bool:
    """Tell whether a vote can be given: between the last moment and the count none can."""
    return (
        case.state == CaseState.GATHERING
        and case.ballot is not None
        and case.ballot.is_open_at(at)
    )
