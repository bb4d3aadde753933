"""
Showing once who one is, for one purpose, without an account.

A room registers a purpose. Its view sends the person to the e-ID provider with `start`; when
the person is back, the room gets the level and the keys it asked for, and nothing else.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_variables

from medverkan.foundation import clock
from medverkan.foundation.accounts import eid, person_keys
from medverkan.foundation.permissions import IdentityLevel

SECONDS = 600
_PENDING = "accounts_identify"


class Failure(StrEnum):
    """Why nobody was identified; the page says what to do."""

    CANCELLED = "cancelled"
    EXPIRED = "expired"
    LEVEL_TOO_LOW = "level_too_low"
    NO_NUMBER = "no_number"
    PROVIDER = "provider"


class NotIdentified(Exception):
    """The person came back without an identity that will do."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


class NoProvider(Exception):
    """This municipality has no e-ID provider configured."""


@dataclass(frozen=True)
class Identified:
    """
    What a purpose learns: the level, and one key of 32 bytes for each it named.

    The keys are `person_key`s of the personal identity number, which is gone by now.
    """

    level: IdentityLevel
    tags: Mapping[str, bytes]


@dataclass(frozen=True)
class Purpose:
    """
    Something that needs to know that a person is one person.

    `keys(reference)` names the keys to hash the number with: a ballot's own, a census's.
    `done(request, reference, identified)` carries on; `back(reference)` is the address of
    the page the person came from, for another try.
    """

    name: str
    keys: Callable[[str], Mapping[str, bytes]]
    done: Callable[[HttpRequest, str, Identified], HttpResponse]
    back: Callable[[str], str]
    least_level: IdentityLevel = IdentityLevel.LOA3


@dataclass(frozen=True)
class Pending:
    """A person on the way to the provider and back."""

    purpose: Purpose
    reference: str
    state: str
    nonce: str
    verifier: str
    started: float
    language: str


_purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> Purpose:
    """Add a purpose and return it; a name can be taken once."""
    taken = _purposes.setdefault(purpose.name, purpose)
    if taken is not purpose:
        raise ValueError(f"purpose {purpose.name} is registered twice")
    return purpose


def start(
    request: HttpRequest, *, purpose: Purpose, reference: str
) -> HttpResponseRedirect:
    """
    Send the person to the provider; call it from a view that takes POST.

    `reference` says what it is about (an attempt, a case) and holds nothing secret. The way
    back is open for ten minutes, once, and for this browser only.

    :raises NoProvider: no e-ID provider is configured
    """
    if not eid.is_available():
        raise NoProvider
    challenge = generate_code_challenge()
    pending = Pending(
        purpose=purpose,
        reference=reference,
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=challenge.pop("code_verifier"),
        started=clock.now().timestamp(),
        language=get_language() or settings.LANGUAGE_CODE,
    )
    _keep(request, pending)
    adapter = eid.EIdOAuth2Adapter(request, eid.PROVIDER_ID)
    provider = adapter.get_provider()
    client = adapter.get_client(request, provider.app)
    client.state = pending.state
    asked = {**provider.get_auth_params(), **challenge, "nonce": pending.nonce}
    return HttpResponseRedirect(
        client.get_redirect_url(adapter.authorize_url, settings.EID["scopes"], asked)
    )


def pending(request: HttpRequest) -> Pending | None:
    """Take out the flow that this return belongs to; a second return finds nothing."""
    kept = request.session.get(_PENDING)
    if not kept or not constant_time_compare(
        kept["state"], request.GET.get("state", "")
    ):
        return None
    _forget(request)
    # Two returns at the same instant could both have read the session: one adds the mark.
    if not cache.add(f"identify:{kept['state']}", True, timeout=2 * SECONDS):
        return None
    return Pending(**{**kept, "purpose": _purposes[kept["purpose"]]})


@sensitive_variables()
def finish(request: HttpRequest, waiting: Pending) -> Identified:
    """
    Fetch who came back and return only what the purpose asked for.

    :raises NotIdentified: too late, cancelled, refused, or not enough
    """
    if clock.now().timestamp() - waiting.started > SECONDS:
        raise NotIdentified(Failure.EXPIRED)
    if "code" not in request.GET:
        cancelled = request.GET.get("error") == "access_denied"
        raise NotIdentified(Failure.CANCELLED if cancelled else Failure.PROVIDER)
    claims = _claims(request, waiting)
    level = eid.level_of(claims)
    if level < waiting.purpose.least_level:
        raise NotIdentified(Failure.LEVEL_TOO_LOW)
    number = eid.number_in(claims)
    if number is None:
        raise NotIdentified(Failure.NO_NUMBER)
    keys = waiting.purpose.keys(waiting.reference)
    return Identified(level=level, tags=_tags(number, keys))


@sensitive_variables()
def _tags(number: str, keys: Mapping[str, bytes]) -> dict[str, bytes]:
    try:
        return {
            label: person_keys.person_key(
                key=key,
                scheme=person_keys.PERSONAL_IDENTITY_NUMBER,
                identity=number,
            )
            for label, key in keys.items()
        }
    except person_keys.NotAnIdentity:
        raise NotIdentified(Failure.NO_NUMBER) from None


@sensitive_variables()
def _claims(request: HttpRequest, waiting: Pending) -> dict[str, Any]:
    """
    Return the ID token's claims, and those of UserInfo that the token does not have.

    OpenID Connect Core 5.3.2: UserInfo of another subject must not be used.
    """
    adapter = eid.EIdOAuth2Adapter(request, eid.PROVIDER_ID)
    app = adapter.get_provider().app
    try:
        answer = adapter.get_client(request, app).get_access_token(
            request.GET["code"], pkce_code_verifier=waiting.verifier
        )
        token = adapter._decode_id_token(app, answer["id_token"])
        told = adapter._fetch_user_info(answer["access_token"])
    except (OAuth2Error, requests.RequestException, KeyError):
        raise NotIdentified(Failure.PROVIDER) from None
    if token.get("nonce") != waiting.nonce or told.get("sub") != token["sub"]:
        raise NotIdentified(Failure.PROVIDER)
    return {**told, **token}


def _keep(request: HttpRequest, waiting: Pending) -> None:
    request.session[_PENDING] = {
        **{name: getattr(waiting, name) for name in Pending.__dataclass_fields__},
        "purpose": waiting.purpose.name,
    }
    if not request.user.is_authenticated:
        request.session.set_expiry(SECONDS)


def _forget(request: HttpRequest) -> None:
    """Leave no trace in the session, and no session to somebody who had none."""
    del request.session[_PENDING]
    if not request.user.is_authenticated:
        request.session.pop("_session_expiry", None)
    if list(request.session.keys()):
        request.session.save()
    else:
        request.session.flush()
