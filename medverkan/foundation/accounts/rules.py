"""Who may do what with an account."""

from __future__ import annotations

from datetime import datetime

from medverkan.foundation.accounts import grants
from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import Actor


def may_change(actor: Actor, user: User) -> bool:
    """Everybody looks after their own account."""
    return actor.user_id == user.pk and user.is_active


def may_erase(actor: Actor, user: User, at: datetime) -> bool:
    """One's own account, unless it holds a role: an administrator ends that first."""
    return may_change(actor, user) and not grants.grants_of(user.pk, at)
