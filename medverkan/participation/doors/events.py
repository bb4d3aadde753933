"""What happens to mailboxes and to an authority's own words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.audit.types import EventType, register

MAILBOX_ADDED = register(EventType("mailbox.added", _("A mailbox is read from now on")))
MAILBOX_STOPPED = register(EventType("mailbox.stopped", _("A mailbox is read no more")))
MAILBOX_STARTED = register(EventType("mailbox.started", _("A mailbox is read again")))
GREETING_PROPOSED = register(
    EventType(
        "greeting.proposed",
        _("New words for the automatic answer were proposed, version %(version)s"),
        data={"version": int},
    )
)
GREETING_APPROVED = register(
    EventType(
        "greeting.approved",
        _("New words for the automatic answer were approved, version %(version)s"),
        data={"version": int},
    )
)
