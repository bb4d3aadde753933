"""All writes of the room: opening, documents, closing, wording and handing over."""

from medverkan.reference.register.operations.arrivals import (
    quarantine,
    register_arrival,
    set_aside,
)
from medverkan.reference.register.operations.demo import load_demo
from medverkan.reference.register.operations.documents import (
    NewDocument,
    add_document,
)
from medverkan.reference.register.operations.holds import lift_hold, place_hold
from medverkan.reference.register.operations.records import (
    NotAnAuthority,
    close_record,
    open_new_record,
    open_record,
    reopen_record,
)
from medverkan.reference.register.operations.transfer import transfer_record
from medverkan.reference.register.operations.wording import (
    OtherAuthority,
    change_subject_line,
    mark_secrecy,
    move_within_authority,
    reclassify,
    remove_secrecy_mark,
    set_pattern,
    word,
)

__all__ = [
    "NewDocument",
    "NotAnAuthority",
    "OtherAuthority",
    "add_document",
    "change_subject_line",
    "close_record",
    "lift_hold",
    "load_demo",
    "mark_secrecy",
    "move_within_authority",
    "open_new_record",
    "open_record",
    "place_hold",
    "quarantine",
    "reclassify",
    "register_arrival",
    "remove_secrecy_mark",
    "reopen_record",
    "set_aside",
    "set_pattern",
    "transfer_record",
    "word",
]
