"""New secret links for those who lost theirs."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import references
from medverkan.foundation.permissions import ANYONE
from medverkan.participation.cases import emails
from medverkan.participation.cases.models import Case, Party


@transaction.atomic
def send_new_link(*, reference: str, email: str, at: dt.datetime) -> None:
    """
    Send a new link to the address in the case; do nothing if they do not belong together.

    The caller tells the resident the same in both cases, so that nobody learns who wrote.
    """
    try:
        reference = references.normalise(reference)
    except references.NotAReference:
        return
    case = Case.objects.filter(
        reference=reference,
        parties__email__iexact=email,
        parties__role=Party.Role.SUBMITTER,
    ).first()
    if case is not None:
        emails.send_new_link(case, actor=ANYONE, at=at)
