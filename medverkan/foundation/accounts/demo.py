"""Demo persons: signing in by one click, where the whole site is a demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from medverkan.foundation.accounts import grants
from medverkan.foundation.accounts.models import User

# RFC 2606: nobody can have an address there, so no real person is ever on the list.
DOMAIN = "@example.org"


@dataclass(frozen=True)
class DemoPerson:
    """A person on the list, with the roles that tell them apart."""

    user: User
    roles: tuple[str, ...]


def persons(at: datetime) -> list[DemoPerson]:
    """Return whom one may sign in as: those with most to do first; none outside a demo."""
    if not settings.DEMO:
        return []
    users = User.objects.filter(is_active=True, email__endswith=DOMAIN).order_by("name")
    found = [DemoPerson(user, _roles(user, at)) for user in users[:40]]
    return sorted(found, key=lambda person: (-len(person.roles), person.user.name))


def _roles(user: User, at: datetime) -> tuple[str, ...]:
    held = {grant.role for grant in grants.grants_of(user.pk, at)}
    return tuple(sorted(grants.name_of(role) for role in held))
