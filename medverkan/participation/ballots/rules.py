"""Who may do what with a ballot."""

from __future__ import annotations

from medverkan.foundation.permissions import Actor
from medverkan.participation.ballots import subjects
from medverkan.participation.ballots.models import Ballot, StrikeProposal

REGISTERING = ("officer", "registrar", "contact_centre")
DECIDING = ("officer", "registrar", "reviewer", "coordinator")


def may_see_private(actor: Actor, ballot: Ballot) -> bool:
    """Tell whether the actor may see attempts, matches and suggestions; no voter has a name."""
    return actor.has_role_at(ballot.body_id, *DECIDING) and not is_barred(actor, ballot)


def deciding_role(actor: Actor, ballot: Ballot) -> str:
    """Return the role by which the actor decides on corrections; empty without any."""
    held = (role for role in DECIDING if actor.has_role_at(ballot.body_id, role))
    return next(held, "")


def may_register_rows(actor: Actor, ballot: Ballot) -> bool:
    """Tell whether the actor may register votes on paper, by phone or from a list."""
    return actor.has_role_at(ballot.body_id, *REGISTERING)


def may_decide_match(actor: Actor, ballot: Ballot) -> bool:
    """Tell whether the actor may decide if two votes are the same person's."""
    return may_see_private(actor, ballot)


def may_propose_strike(actor: Actor, ballot: Ballot) -> bool:
    """Tell whether the actor may propose to remove votes or to put them back."""
    return may_see_private(actor, ballot)


def may_decide_strike(actor: Actor, proposal: StrikeProposal) -> bool:
    """Tell whether the actor is a second person who may decide on the proposal."""
    return (
        actor.user_id is not None
        and actor.user_id != proposal.proposed_by_id
        and may_see_private(actor, proposal.ballot)
    )


def may_check(actor: Actor, ballot: Ballot) -> bool:
    """Tell whether the actor may sign the check of the number before it is handed over."""
    return may_see_private(actor, ballot)


def may_resolve_alarm(actor: Actor) -> bool:
    """Tell whether the actor may let the sealer go on after an alarm."""
    return actor.has_role("administrator")


def may_destroy_keys(actor: Actor, ballot: Ballot) -> bool:
    """Tell whether the actor may carry out the board's decision on retention."""
    return actor.is_system or actor.has_role_at(ballot.body_id, "registrar")


def is_barred(actor: Actor, ballot: Ballot) -> bool:
    """Tell whether the actor handles the subject or has declared a conflict of interest."""
    return actor.user_id in subjects.of(ballot).barred_ids
