"""What is held back as suspected spam: who looks at it, and who is reminded to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar, references
from medverkan.foundation.accounts.models import User
from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.notices import operations as notices
from medverkan.foundation.notices.letters import LetterType, register
from medverkan.foundation.notices.operations import Recipient
from medverkan.foundation.permissions import SYSTEM, Actor
from medverkan.participation.cases import rules
from medverkan.participation.cases.models import Suspect, SuspectFile
from medverkan.participation.cases.states import SuspectState
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Body
from medverkan.reference.bodies.roles import Role

# It is looked at each working day; after this many somebody is reminded.
PATIENCE = 1
# Who is reminded: the first of these roles that anybody holds at the authority.
REMINDED = (Role.REGISTRAR, Role.COORDINATOR, Role.OFFICER)


def _sample() -> dict[str, Any]:
    return {
        "count": 3,
        "body": "Tekniska nämnden",
        "link": "https://medverkan.example/arbetsyta/karantan/",
    }


WAITING = register(
    LetterType(
        name="quarantine.waiting",
        subject=_("Something waits in the quarantine"),
        template="cases/letters/quarantine_waiting",
        is_duty=True,
        sample=_sample,
    )
)


def held(actor: Actor) -> QuerySet[Suspect]:
    """Return what the actor has to look at, what has waited longest first."""
    return (
        rules.suspects_visible_to(actor)
        .filter(state=SuspectState.HELD)
        .select_related("pathway", "topic", "area", "body", "authority")
        .prefetch_related("files__file")
        .order_by("arrived_at", "pk")
    )


def lately_decided(actor: Actor, *, since: dt.datetime) -> QuerySet[Suspect]:
    """Return what was let through or rejected since then, the latest first."""
    return (
        rules.suspects_visible_to(actor)
        .filter(decided_at__gte=since)
        .select_related("decided_by", "case")
        .order_by("-decided_at", "-pk")
    )


def by_token(token: str) -> Suspect:
    """
    Return what a sender's page shows while it is held back.

    :raises Suspect.DoesNotExist: the token is unknown
    """
    return Suspect.objects.select_related("pathway", "body").get(
        token_hash=references.hash_of(token)
    )


def may_read_file(actor: Actor, file: StoredFile) -> bool:
    """Tell whether the actor looks at what this file came with."""
    row = SuspectFile.objects.filter(file=file).select_related("suspect").first()
    return row is not None and rules.may_decide_suspect(actor, row.suspect)


def remind(at: dt.datetime) -> None:
    """Write to those who should have looked a working day ago; once a day and person."""
    today = calendar.local_date(at)
    closed = bodies.closed_days()
    if not calendar.is_working_day(today, closed=closed):
        return
    waiting: dict[Body, int] = {}
    for suspect in Suspect.objects.filter(state=SuspectState.HELD).select_related(
        "authority"
    ):
        came = calendar.local_date(suspect.recorded_at)
        if calendar.add_working_days(came, PATIENCE, closed=closed) < today:
            waiting[suspect.authority] = waiting.get(suspect.authority, 0) + 1
    for authority, count in waiting.items():
        _write_to(_reminded(authority, at), authority, count, at=at)


def _reminded(authority: Body, at: dt.datetime) -> Iterable[User]:
    for role in REMINDED:
        users = list(bodies.holders_of(role, authority, at))
        if users:
            return users
    return ()


@transaction.atomic
def _write_to(
    users: Iterable[User], authority: Body, count: int, *, at: dt.datetime
) -> None:
    for user in users:
        notices.send(
            WAITING,
            to=Recipient(email=user.email, name=user.name, language="sv"),
            context={
                "count": count,
                "body": str(authority.name),
                "link": settings.SITE_URL + reverse("cases:quarantine"),
            },
            about_case=None,
            body_id=authority.pk,
            key=f"{authority.pk}:{user.pk}:{calendar.local_date(at)}",
            actor=SYSTEM,
            at=at,
        )
