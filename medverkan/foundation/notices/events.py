"""What may happen to a letter."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.audit.types import EventType, register

_DATA = {"letter": str}

LETTER_WRITTEN = register(
    EventType(
        name="letter.written", sentence=_("Letter written: %(letter)s"), data=_DATA
    )
)
LETTERS_WRITTEN = register(
    EventType(
        name="letters.written",
        sentence=_("%(count)s letters written: %(letter)s"),
        data={**_DATA, "count": int},
    )
)
LETTER_SENT = register(
    EventType(name="letter.sent", sentence=_("Letter sent: %(letter)s"), data=_DATA)
)
LETTER_FAILED = register(
    EventType(
        name="letter.failed",
        sentence=_("Letter could not be delivered: %(letter)s (%(code)s)"),
        data={**_DATA, "code": str},
    )
)
LETTER_BOUNCED = register(
    EventType(
        name="letter.bounced",
        sentence=_("Letter came back: %(letter)s (%(code)s)"),
        data={**_DATA, "code": str},
    )
)
LETTER_SETTLED = register(
    EventType(
        name="letter.settled",
        sentence=_("Letter that did not arrive has been seen to: %(letter)s"),
        data=_DATA,
    )
)
LETTER_PRINTED = register(
    EventType(
        name="letter.printed", sentence=_("Letter printed: %(letter)s"), data=_DATA
    )
)
LETTER_CANCELLED = register(
    EventType(
        name="letter.cancelled",
        sentence=_("Letter was not sent: %(letter)s"),
        data=_DATA,
    )
)
LETTERS_DECLINED = register(
    EventType(
        name="letters.declined",
        sentence=_("Somebody wants no more letters of the kind: %(letter)s"),
        data=_DATA,
    )
)
