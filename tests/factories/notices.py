"""Letters for tests; their templates lie beside the tests of the room."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.db import transaction
from django.template import engines
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.notices import operations
from medverkan.foundation.notices.letters import LetterType, register
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.recipients import Recipient
from medverkan.foundation.permissions import SYSTEM

TEMPLATES = Path(__file__).parent.parent / "foundation" / "notices" / "templates"
engines["django"].engine.dirs.append(TEMPLATES)


def _letter(name: str, **more) -> LetterType:
    return register(
        LetterType(
            **{
                "name": name,
                "subject": _("Letters"),
                "template": "testing/letter",
                "is_duty": True,
                "sample": lambda: {"what": "a sample"},
                **more,
            }
        )
    )


ANSWER = _letter("testing.answered")
NEWS = _letter("testing.news", is_duty=False)
CODE = _letter("testing.code", is_kept=False)

AT = dt.datetime(2026, 11, 10, 13, 0, tzinfo=dt.UTC)


@transaction.atomic
def write(letter: LetterType = ANSWER, **more) -> Delivery:
    """Write a letter to Åsa; `email=`, `name=`, `address=`, `language=` change her."""
    person = {
        "email": "asa@example.org",
        "name": "Åsa",
        "address": "",
        "language": "sv",
    }
    to = Recipient(**{field: more.pop(field, value) for field, value in person.items()})
    options = {"about_case": 7, "context": {"what": "hello"}, "at": AT, **more}
    return operations.send(letter, to=to, actor=SYSTEM, **options)
