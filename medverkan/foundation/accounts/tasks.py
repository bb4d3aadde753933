"""What the worker does for this room."""

from __future__ import annotations

import datetime as dt

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.accounts import operations
from medverkan.foundation.schedule.jobs import job

UNCONFIRMED = dt.timedelta(days=7)


def tidy(at: dt.datetime) -> None:
    """Throw away sessions that have ended and accounts that were never confirmed."""
    call_command("clearsessions")
    UserSession.objects.exclude(
        session_key__in=Session.objects.values("session_key")
    ).delete()
    operations.forget_unconfirmed(before=at - UNCONFIRMED)


def register() -> None:
    """Register the nightly job."""
    job(
        "accounts.tidy",
        daily_at=dt.time(3, 20),
        run=tidy,
        title=_("Forget ended sessions and accounts that nobody confirmed"),
    )
