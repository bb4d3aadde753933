"""Who may read the register and who may keep it."""

from __future__ import annotations

from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies.models import Body
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register.models import Record

KEEPERS = (Role.REGISTRAR,)
HANDLERS = (
    Role.REGISTRAR,
    Role.OFFICER,
    Role.COORDINATOR,
    Role.CONTACT_CENTRE,
    Role.BOARD_SECRETARY,
)


def may_read_register(actor: Actor, authority: Body) -> bool:
    """The authority's own officers and registrars read its register; no other authority's do."""
    return actor.is_system or actor.has_role_at(authority.pk, *HANDLERS)


def may_keep_register(actor: Actor, authority: Body) -> bool:
    """The authority's registrars classify, word subject lines and reopen."""
    return actor.is_system or actor.has_role_at(authority.pk, *KEEPERS)


def may_read_record(actor: Actor, record: Record) -> bool:
    """Those who read the register read its records; a secrecy mark hides no row of it."""
    return may_read_register(actor, record.authority)


def may_handle_record(actor: Actor, record: Record) -> bool:
    """Those who handle the matter note documents, close it and hand it over."""
    return actor.is_system or actor.has_role_at(record.authority_id, *HANDLERS)
