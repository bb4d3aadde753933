"""What the room tells the rooms below: events, menu, jobs."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.audit import sentences
from medverkan.foundation.design import menu
from medverkan.foundation.design.menu import MenuItem
from medverkan.foundation.permissions import Actor
from medverkan.foundation.schedule import jobs
from medverkan.participation.cases import erasure, own_data
from medverkan.publishing.records import (
    due,
    events,  # noqa: F401 - registers its event types
    operations,
    rules,
)
from medverkan.publishing.records.models import RetentionRun
from medverkan.publishing.records.states import Choice, RunState
from medverkan.reference.register.menus import GROUP


def register() -> None:
    """Register everything; called once, when Django has loaded."""
    menu.register(
        "workspace",
        MenuItem(
            _("Destruction by decision"),
            "records:retention",
            order=52,
            may_see=_keeps_records,
            group=GROUP,
            icon="archive-x",
        ),
    )
    menu.register(
        "workspace",
        MenuItem(
            _("Hand out records"),
            "records:requests",
            order=51,
            may_see=_hands_out,
            group=GROUP,
            icon="folder-output",
        ),
    )
    erasure.register(operations.erase_of_cases)
    own_data.register_keeping(due.kept_until)
    sentences.label("choice", lambda values: {v: str(Choice(v).label) for v in values})
    jobs.job(
        "records.carry_out",
        every=dt.timedelta(minutes=10),
        run=carry_out_approved,
        title=_("Carry out approved lists of what is to be destroyed"),
    )


def carry_out_approved(at: dt.datetime) -> None:
    """Carry out every run that a second person has approved."""
    for run in RetentionRun.objects.filter(state=RunState.APPROVED).order_by("pk"):
        operations.carry_out(run, at=at)


def _hands_out(actor: Actor) -> bool:
    return actor.has_role(*rules.HANDING_OUT)


def _keeps_records(actor: Actor) -> bool:
    return actor.has_role(*rules.SECOND)
