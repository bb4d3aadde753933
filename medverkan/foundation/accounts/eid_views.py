"""To the e-ID provider and back."""

from __future__ import annotations

from allauth.socialaccount.providers.oauth2.views import (
    OAuth2CallbackView,
    OAuth2LoginView,
)
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache

from medverkan.foundation.accounts import eid, identify

_LANGUAGE = "accounts_language"


@never_cache
def sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the visitor to the provider, to come back signed in."""
    adapter = _adapter(request, provider_id)
    request.session[_LANGUAGE] = _language_of(request.GET.get("language"))
    return OAuth2LoginView.adapter_view(adapter)(request)


@never_cache
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """
    Receive the visitor from the provider, to be signed in or only identified.

    Both use one address, since each has to be registered at the provider.
    """
    adapter = _adapter(request, provider_id)
    waiting = identify.pending(request)
    language = waiting.language if waiting else request.session.get(_LANGUAGE)
    with translation.override(_language_of(language)):
        if waiting:
            return _identified(request, waiting)
        return OAuth2CallbackView.adapter_view(adapter)(request)


def _identified(request: HttpRequest, waiting: identify.Pending) -> HttpResponse:
    try:
        identified = identify.finish(request, waiting)
    except identify.NotIdentified as refused:
        return render(
            request,
            "accounts/not_identified.html",
            {
                "failure": refused.failure.value,
                "back_url": waiting.purpose.back(waiting.reference),
            },
            status=401,
        )
    return waiting.purpose.done(request, waiting.reference, identified)


def _language_of(code: str | None) -> str:
    return code if code and code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _adapter(request: HttpRequest, provider_id: str) -> eid.EIdOAuth2Adapter:
    if not eid.is_available():
        raise Http404
    return eid.EIdOAuth2Adapter(request, provider_id)
