"""What happens in the register; no event holds a subject line or a description."""

from django.utils.translation import gettext_noop as _

from medverkan.foundation.audit.types import EventType, register

RECORD_OPENED = register(
    EventType(
        "record.opened",
        sentence=_("Registered with number %(year)s-%(number)s."),
        data={"year": int, "number": int},
    )
)
DOCUMENT_ADDED = register(
    EventType(
        "record.document_added",
        sentence=_("Document %(number)s was noted in the register."),
        data={"number": int, "direction": str},
    )
)
RECORD_CLOSED = register(
    EventType("record.closed", sentence=_("Closed in the register."))
)
RECORD_REOPENED = register(
    EventType("record.reopened", sentence=_("Opened again in the register."))
)
RECORD_RECLASSIFIED = register(
    EventType(
        "record.reclassified",
        sentence=_("Got class %(class_code)s in the register."),
        data={"class_code": str},
    )
)
SUBJECT_LINE_CHANGED = register(
    EventType(
        "record.subject_line_changed",
        sentence=_("The subject line in the register was changed."),
    )
)
RECORD_TRANSFERRED = register(
    EventType(
        "record.transferred",
        sentence=_(
            "Handed over to another authority and registered there as %(year)s-%(number)s."
        ),
        data={"to_authority": int, "year": int, "number": int},
    )
)
SECRECY_MARKED = register(
    EventType(
        "record.secrecy_marked",
        sentence=_("Marked as secret in the register."),
    )
)
SECRECY_MARK_REMOVED = register(
    EventType(
        "record.secrecy_mark_removed",
        sentence=_("The secrecy mark in the register was removed."),
    )
)
HOLD_PLACED = register(
    EventType(
        "record.hold_placed",
        sentence=_("Must be kept for now: %(hold_ground)s."),
        data={"hold_ground": str},
    )
)
HOLD_LIFTED = register(
    EventType(
        "record.hold_lifted",
        sentence=_("Need no longer be kept: %(hold_ground)s."),
        data={"hold_ground": str},
    )
)
RECORD_MOVED = register(
    EventType(
        "record.moved",
        sentence=_("Body %(to_body)s of the same authority is responsible."),
        data={"to_body": int},
    )
)
PATTERN_SET = register(
    EventType(
        "register.pattern_set",
        sentence=_("The pattern of register numbers was decided."),
    )
)
ARRIVAL_QUARANTINED = register(
    EventType(
        "arrival.quarantined",
        sentence=_("Something that arrived was set in quarantine."),
        data={"about_kind": str, "about_id": int},
    )
)
ARRIVAL_REGISTERED = register(
    EventType(
        "arrival.registered",
        sentence=_("What was in quarantine was registered."),
        data={"record": int},
    )
)
ARRIVAL_SET_ASIDE = register(
    EventType(
        "arrival.set_aside",
        sentence=_("What was in quarantine was set aside as of minor importance."),
    )
)
