"""To the e-ID provider and back."""

from __future__ import annotations

from allauth.socialaccount.providers.oauth2.views import (
    OAuth2CallbackView,
    OAuth2LoginView,
)
from django.http import Http404, HttpRequest, HttpResponse

from medverkan.foundation.accounts import eid


def sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the visitor to the provider, to come back signed in."""
    return OAuth2LoginView.adapter_view(_adapter(request, provider_id))(request)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Receive the visitor from the provider."""
    return OAuth2CallbackView.adapter_view(_adapter(request, provider_id))(request)


def _adapter(request: HttpRequest, provider_id: str) -> eid.EIdOAuth2Adapter:
    if not eid.is_available():
        raise Http404
    return eid.EIdOAuth2Adapter(request, provider_id)
