"""What this room tells the rooms below it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design import menu
from medverkan.foundation.design.menu import MenuItem
from medverkan.foundation.schedule import jobs
from medverkan.foundation.schedule.menu import OPERATIONS_GROUP
from medverkan.participation.cases import emails
from medverkan.participation.doors import events, queries, rules  # noqa: F401 - registers
from medverkan.participation.doors.operations import reading


def register() -> None:
    """Tell the rooms below what they show of this one."""
    jobs.job(
        "doors.read_mailboxes",
        every=dt.timedelta(minutes=1),
        run=reading.read_all,
        title=_("Read the mailboxes"),
    )
    emails.register_greeting(queries.greeting_for)
    menu.register(
        "workspace",
        MenuItem(
            _("Mailboxes"),
            "doors:mailboxes",
            order=94,
            may_see=rules.may_keep_mailboxes,
            group=OPERATIONS_GROUP,
            icon="inbox",
        ),
    )
    menu.register(
        "workspace",
        MenuItem(
            _("Automatic answers"),
            "doors:greetings",
            order=81,
            may_see=lambda actor: actor.has_role(*rules.WRITERS),
            group=OPERATIONS_GROUP,
            icon="message-square-reply",
        ),
    )
