"""Who may open a case and what lies in it. `visible_to` is the twin of `may_see`."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import states
from medverkan.participation.cases.models import (
    Attachment,
    Case,
    CaseQuerySet,
    Disqualification,
    Message,
    Suspect,
)
from medverkan.participation.cases.states import MessageKind
from medverkan.reference.bodies.roles import Role

# Those whose work is in the inbox. Elected members, strategists, editors and administrators
# see what everyone sees: published cases and statistics.
HANDLERS = (Role.OFFICER, Role.REGISTRAR, Role.COORDINATOR, Role.REVIEWER)
# The board secretary reads what is on its way to the board.
SECRETARIES = (Role.BOARD_SECRETARY,)
FORWARDERS = (Role.CONTACT_CENTRE,)
SUSPECT_DECIDERS = (Role.OFFICER, Role.REGISTRAR, Role.COORDINATOR)


def has_role_in_case(actor: Actor, case: Case, *roles: str) -> bool:
    """Tell whether the actor has one of the roles at the case's body or its authority."""
    return actor.has_role_at(case.body_id, *roles) or actor.has_role_at(
        case.authority_id, *roles
    )


def keeps_minutes_on(actor: Actor, case: Case) -> bool:
    """Tell whether the actor is secretary of the board that has it, or of who decides it."""
    return has_role_in_case(actor, case, *SECRETARIES) or actor.has_role_at(
        case.deciding_body_id or case.authority_id, *SECRETARIES
    )


def is_disqualified(actor: Actor, case: Case) -> bool:
    """Tell whether the actor has a conflict of interest in the case (jäv)."""
    return actor.user_id is not None and any(
        row.user_id == actor.user_id for row in case.disqualifications.all()
    )


def may_see(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may open the case in the workspace.

    Handlers at its body or authority may, the contact centre only while nothing is secret, and
    nobody with a conflict of interest. The secretary of its board sees what the board is to
    decide, has decided or follows up. A protected topic is closed to the contact centre.
    """
    if actor.is_system:
        return True
    if is_disqualified(actor, case):
        return False
    if has_role_in_case(actor, case, *HANDLERS):
        return True
    if case.state in states.BEFORE_A_BODY and keeps_minutes_on(actor, case):
        return True
    return not case.is_protected and actor.has_role(*FORWARDERS)


def visible_to(actor: Actor) -> CaseQuerySet:
    """Return the cases for which `may_see` says yes."""
    if actor.is_system:
        return Case.objects.all()  # ty: ignore[invalid-explicit-return] - as_manager
    allowed = at_bodies(actor, *HANDLERS)
    if allowed:
        before_a_body = Q(state__in=states.BEFORE_A_BODY)
        allowed |= before_a_body & _whose_minutes_are_kept(actor)
    if allowed and actor.has_role(*FORWARDERS):
        allowed |= Q(is_protected=False)
    conflicts = Disqualification.objects.filter(
        case=OuterRef("pk"), user=actor.user_id or 0
    )
    return Case.objects.filter(allowed).exclude(Exists(conflicts))  # ty: ignore[invalid-explicit-return] - as_manager


def at_bodies(actor: Actor, *roles: str) -> Q:
    """Return the condition of cases where one of the roles is held; an empty one is every case."""
    held = actor.bodies_with(*roles)
    if None in held:
        return Q()
    if not held:
        return Q(pk__in=[])
    return Q(body__in=held) | Q(authority__in=held)


def _whose_minutes_are_kept(actor: Actor) -> Q:
    """Return the cases for which `keeps_minutes_on` says yes."""
    held = actor.bodies_with(*SECRETARIES)
    if None in held:
        return Q()
    return at_bodies(actor, *SECRETARIES) | Q(deciding_body__in=held)


def may_read_message(actor: Actor, message: Message) -> bool:
    """Tell whether somebody who may see the case may read this message of it."""
    if message.kind != MessageKind.NOTE or actor.is_system:
        return True
    return actor.has_role_at(message.authority_id, *HANDLERS)


def may_read_attachment(actor: Actor, attachment: Attachment) -> bool:
    """Tell whether the actor may open the file in the workspace."""
    case = attachment.message.case
    return may_read_files(actor, case) and (
        not attachment.is_secret or has_role_in_case(actor, case, *HANDLERS)
    )


def may_read_files(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may see which files came with the case.

    Picture and name of a file may show who somebody with protected identity is.
    """
    return may_see(actor, case) and (
        not has_protected_identity(case) or has_role_in_case(actor, case, *HANDLERS)
    )


def has_protected_identity(case: Case) -> bool:
    """Tell whether the one who wrote has protected identity."""
    return any(party.has_protected_identity for party in case.parties.all())


def may_read_identity(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may open who wrote and how they are reached, where it is protected.

    Whoever has the case, and the registrar of its body or authority; nobody else who sees it.
    """
    return (
        may_see(actor, case)
        and has_protected_identity(case)
        and (
            (actor.user_id is not None and case.assignee_id == actor.user_id)
            or has_role_in_case(actor, case, Role.REGISTRAR)
        )
    )


def may_decide_suspect(actor: Actor, suspect: Suspect) -> bool:
    """Tell whether the actor may read what is held back, let it through or reject it."""
    return (
        actor.is_system
        or actor.has_role_at(suspect.body_id, *SUSPECT_DECIDERS)
        or actor.has_role_at(suspect.authority_id, *SUSPECT_DECIDERS)
    )


def suspects_visible_to(actor: Actor) -> QuerySet[Suspect]:
    """Return what is held back, or was, for which `may_decide_suspect` says yes."""
    if actor.is_system:
        return Suspect.objects.all()
    return Suspect.objects.filter(at_bodies(actor, *SUSPECT_DECIDERS))
