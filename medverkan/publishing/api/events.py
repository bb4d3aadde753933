"""What happens to the keys of other systems."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.audit.types import EventType, register

KEY_ISSUED = register(
    EventType("api_key.issued", _("Another system got a key to hand in cases"))
)
KEY_REVOKED = register(
    EventType("api_key.revoked", _("The key of another system was revoked"))
)
