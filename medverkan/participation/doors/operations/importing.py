"""Taking in a row of a file as a case: once, whole or not at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.db import transaction

from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import operations as cases
from medverkan.participation.cases import rules
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.operations import Sender
from medverkan.participation.cases.states import Channel
from medverkan.participation.doors.importing.checking import Checked
from medverkan.participation.doors.models import ImportedRow


def imported_before(key: str) -> Case | None:
    """Return the case that this row became earlier, if any."""
    row = ImportedRow.objects.filter(key=key).select_related("case").first()
    return row.case if row else None


@transaction.atomic
def import_row(
    *, row: Checked, reviewer: Actor | None = None, actor: Actor, at: dt.datetime
) -> Case:
    """
    Lodge what a row says, with the day it arrived; the same row again is the same case.

    Where a `reviewer` has read the file, the case is published in their name, word by word,
    if they may publish it; the returned case tells.
    """
    before = imported_before(row.key)
    if before is not None:
        return before
    said = replace(row.said, may_be_published=reviewer is not None)
    case = cases.lodge(
        said=said,
        sender=Sender(),
        channel=Channel.API,
        actor=actor,
        at=at,
        arrived_at=row.arrived_at,
    ).case
    ImportedRow.objects.create(key=row.key, case=case, imported_at=at)
    if reviewer is None or not rules.may_publish(reviewer, case):
        return case
    return cases.publish(
        case=case, title=said.title, text=said.text, version=case.version,
        actor=reviewer, at=at,
    )  # fmt: skip
