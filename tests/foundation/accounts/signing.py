"""Sign in through the pages, as a person does."""

from __future__ import annotations

import re

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail

SECRET = "JBSWY3DPEHPK3PXP"


def by_code(client, user):
    """Ask for a code and write it; return the last answer."""
    client.post("/konto/logga-in/", {"login": user.email})
    code = re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)[0]
    return client.post("/konto/logga-in/kod/", {"code": code})


def add_app(user):
    """Give the user an app for codes."""
    return TOTP.activate(user, SECRET).instance


def code_of_app(secret=SECRET):
    """Return what the app shows now: the middle one of those that are taken as good."""
    counters = list(yield_hotp_counters_from_time())
    counter = counters[len(counters) // 2]
    return f"{hotp_value(secret, counter):06d}"


def has_app(user):
    """Tell whether the user has an app for codes."""
    return Authenticator.objects.filter(user=user, type="totp").exists()


def add_app_by_page(client):
    """Add an app as a signed-in person does; return the page with the spare codes."""
    secret = client.get("/konto/sakerhet/app/").context["form"].secret
    code = {"code": code_of_app(secret)}
    codes_url = client.post("/konto/sakerhet/app/", code).url
    return client.post(client.get(codes_url).url, code, follow=True)
