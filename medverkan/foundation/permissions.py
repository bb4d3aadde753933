"""Who acts, and the one way to refuse: rules are plain predicates in each room."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum


class NotPermitted(Exception):
    """The actor may not do this; says nothing about whether the thing exists."""


class IdentityLevel(IntEnum):
    """How surely we know who acts; the order is the strength."""

    UNKNOWN = 0
    EMAIL = 1
    LOA2 = 2
    LOA3 = 3
    LOA4 = 4


@dataclass(frozen=True)
class Grant:
    """A role held now. `body_id` None means the whole municipality."""

    role: str
    body_id: int | None = None


@dataclass(frozen=True)
class Actor:
    """
    Whoever acts: built once a request by accounts, passed to rules and operations.

    `user_id` is None for a resident without an account and for the system itself;
    `is_system` is True only for jobs and commands. `grants` holds the roles valid today.
    """

    user_id: int | None = None
    grants: frozenset[Grant] = field(default_factory=frozenset)
    identity_level: IdentityLevel = IdentityLevel.UNKNOWN
    is_system: bool = False

    def has_role(self, *roles: str) -> bool:
        """Tell whether any of the roles is held anywhere."""
        return any(grant.role in roles for grant in self.grants)

    def has_role_at(self, body_id: int | None, *roles: str) -> bool:
        """Tell whether any of the roles is held at this body or for the whole."""
        return any(
            grant.role in roles and grant.body_id in (None, body_id)
            for grant in self.grants
        )

    def bodies_with(self, *roles: str) -> frozenset[int | None]:
        """Return the ids of bodies where any of the roles is held; None is all of them."""
        return frozenset(grant.body_id for grant in self.grants if grant.role in roles)

    @property
    def is_staff(self) -> bool:
        """Tell whether the actor holds any role at all."""
        return bool(self.grants)


ANYONE = Actor()
SYSTEM = Actor(is_system=True)


def require(allowed: bool) -> None:
    """
    Do nothing when allowed.

    :raises NotPermitted: it is not
    """
    if not allowed:
        raise NotPermitted
