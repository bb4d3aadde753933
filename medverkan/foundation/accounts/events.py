"""What may happen to an account."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.audit.types import EventType, register

ACCOUNT_CHANGED = register(
    EventType(name="account.changed", sentence=_("Name or language changed"))
)
ACCOUNT_ERASED = register(
    EventType(name="account.erased", sentence=_("Account deleted by its owner"))
)
