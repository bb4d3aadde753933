"""Who may decide and do what with the records of an authority."""

from __future__ import annotations

from medverkan.foundation.permissions import Actor
from medverkan.publishing.records.models import RecordRequest, RetentionRun
from medverkan.reference.bodies.models import Body
from medverkan.reference.bodies.roles import Role

KEEPERS = (Role.REGISTRAR,)
# Whoever writes down what the board decided, and may be the second person.
SECOND = (Role.REGISTRAR, Role.BOARD_SECRETARY)
# Whoever holds a record hands it out; the registrar is asked first (TF 2:17).
HANDING_OUT = (Role.REGISTRAR, Role.OFFICER, Role.COORDINATOR, Role.BOARD_SECRETARY)


def may_see_retention(actor: Actor, authority: Body) -> bool:
    """The authority's registrars and board secretaries read its lists and protocols."""
    return actor.is_system or actor.has_role_at(authority.pk, *SECOND)


def may_record_rule(actor: Actor, authority: Body) -> bool:
    """They write down what the board has decided; none of them decides it."""
    return may_see_retention(actor, authority)


def may_list(actor: Actor, authority: Body) -> bool:
    """The registrar makes the list."""
    return actor.is_system or actor.has_role_at(authority.pk, *KEEPERS)


def may_approve(actor: Actor, run: RetentionRun) -> bool:
    """A second person approves: never the one who made the list."""
    return (
        actor.user_id is not None
        and actor.user_id != run.listed_by_id
        and actor.has_role_at(run.authority_id, *SECOND)
    )


def may_cancel(actor: Actor, run: RetentionRun) -> bool:
    """Whoever may see the list may throw it away before it is approved."""
    return may_see_retention(actor, run.authority)


def may_hand_out(actor: Actor, authority: Body) -> bool:
    """Those who handle the authority's cases answer requests for its records."""
    return actor.is_system or actor.has_role_at(authority.pk, *HANDING_OUT)


def may_answer_request(actor: Actor, request: RecordRequest) -> bool:
    """Those who may hand out at the authority that was asked."""
    return may_hand_out(actor, request.authority)
