"""Who may change the organisation and who may give rights."""

from __future__ import annotations

from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies.roles import Role

ANNOUNCERS = (Role.EDITOR, Role.COORDINATOR, Role.ADMINISTRATOR)


def may_announce(actor: Actor, body_id: int | None) -> bool:
    """Tell whether the actor tells of closed times: of a body, or (None) of them all."""
    return actor.is_system or actor.has_role_at(body_id, *ANNOUNCERS)


def may_assign_roles(actor: Actor) -> bool:
    """Administrators give and end rights; nobody else, not even for their own board."""
    return actor.is_system or actor.has_role(Role.ADMINISTRATOR)


def may_assign_role_to(actor: Actor, *, user_id: int, role: str) -> bool:
    """No one makes oneself administrator."""
    for_oneself = actor.user_id is not None and actor.user_id == user_id
    return may_assign_roles(actor) and not (for_oneself and role == Role.ADMINISTRATOR)


def may_change_organisation(actor: Actor) -> bool:
    """Administrators and strategists of the whole municipality keep bodies and topics."""
    return actor.is_system or actor.has_role_at(
        None, Role.ADMINISTRATOR, Role.STRATEGIST
    )


def may_see_roles(actor: Actor) -> bool:
    """Those who keep the organisation see who holds which role."""
    return may_change_organisation(actor)


def may_arrange_cover(actor: Actor, *, user_id: int) -> bool:
    """Staff arrange their own cover and languages; coordinators and administrators anyone's."""
    own = actor.user_id is not None and actor.user_id == user_id and actor.is_staff
    return (
        own or actor.is_system or actor.has_role(Role.ADMINISTRATOR, Role.COORDINATOR)
    )


def may_be_covered(actor: Actor) -> bool:
    """Those who work with cases or the register may name who stands in for them."""
    return actor.has_role(
        Role.OFFICER,
        Role.REGISTRAR,
        Role.COORDINATOR,
        Role.REVIEWER,
        Role.CONTACT_CENTRE,
        Role.BOARD_SECRETARY,
    )
