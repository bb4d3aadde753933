"""Who may read the register and who may keep it."""

from __future__ import annotations

from collections.abc import Callable

from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies.models import Body
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register.models import Arrival, Record

KEEPERS = (Role.REGISTRAR,)
READERS = (
    Role.REGISTRAR,
    Role.OFFICER,
    Role.COORDINATOR,
    Role.BOARD_SECRETARY,
)
# The contact centre passes on what it registers; it does not read registers.
HANDLERS = (*READERS, Role.CONTACT_CENTRE)

Bar = Callable[[Actor, int], bool]
"""Tells whether the actor may not touch a case, by its id: a conflict of interest (jäv)."""

_bars: list[Bar] = []


def register_bar(bar: Bar) -> None:
    """Let the room of the cases say who may touch none of a case's records."""
    if bar not in _bars:
        _bars.append(bar)


def may_read_register(actor: Actor, authority: Body) -> bool:
    """The authority's own officers and registrars read its register; no other authority's do."""
    return actor.is_system or actor.has_role_at(authority.pk, *READERS)


def may_keep_register(actor: Actor, authority: Body) -> bool:
    """The authority's registrars classify, word subject lines and reopen."""
    return actor.is_system or actor.has_role_at(authority.pk, *KEEPERS)


def may_keep_record(actor: Actor, record: Record) -> bool:
    """A record is classified, worded, kept and unmarked by a registrar without jäv in it."""
    return may_keep_register(actor, record.authority) and not _is_barred(actor, record)


def may_read_record(actor: Actor, record: Record) -> bool:
    """
    Those who read the register read its records; a secrecy mark hides no row of it.

    Nor does a conflict of interest: the rows are public to anyone who asks (OSL 5:1-4).
    """
    return may_read_register(actor, record.authority)


def may_handle_record(actor: Actor, record: Record) -> bool:
    """Those who handle the matter, and have no jäv in it, mark, close and hand it over."""
    return actor.is_system or (
        actor.has_role_at(record.authority_id, *HANDLERS)
        and not _is_barred(actor, record)
    )


def may_handle_arrival(actor: Actor, arrival: Arrival) -> bool:
    """Those who handle the authority's matters decide what becomes of its quarantine."""
    return actor.is_system or actor.has_role_at(arrival.authority_id, *HANDLERS)


def _is_barred(actor: Actor, record: Record) -> bool:
    about = record.about_case
    return about is not None and any(bar(actor, about) for bar in _bars)
