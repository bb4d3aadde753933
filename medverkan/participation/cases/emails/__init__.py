"""
The letters of this room: to whom, with what. Case text never stands in a subject.

Import this package as a module: `emails.send_answered(...)` writes to the one who wrote,
`emails.staff.send_day(...)` to somebody else.
"""

from medverkan.participation.cases.emails import (
    backers,
    coauthors,
    offers,
    proposals,
    readers,
    sent,
    staff,
)
from medverkan.participation.cases.emails.authors import (
    register_greeting,
    send_again,
    send_answered,
    send_handed_on,
    send_interim,
    send_moderated,
    send_new_link,
    send_not_published,
    send_passed_on,
    send_published,
    send_question,
    send_reader_question,
    send_received,
    send_withdrawn,
)

__all__ = [
    "backers",
    "coauthors",
    "offers",
    "proposals",
    "readers",
    "register_greeting",
    "send_again",
    "send_answered",
    "send_handed_on",
    "send_interim",
    "send_moderated",
    "send_new_link",
    "send_not_published",
    "send_passed_on",
    "send_published",
    "send_question",
    "send_reader_question",
    "send_received",
    "send_withdrawn",
    "sent",
    "staff",
]
