"""Roles for one test, and a view behind a decorator."""

from __future__ import annotations

import pytest

from medverkan.foundation.accounts import grants
from medverkan.foundation.permissions import Grant
from tests.foundation.accounts import provider


@pytest.fixture
def grant(monkeypatch):
    """Give users roles for the length of a test: `grant(user, "officer", body_id=None)`."""
    held: dict[int, set[Grant]] = {}

    def provider(user_id, at):
        return held.get(user_id, set())

    monkeypatch.setattr(grants, "_providers", [provider])

    def give(user, role, body_id=None):
        held.setdefault(user.pk, set()).add(Grant(role=role, body_id=body_id))

    return give


@pytest.fixture(scope="session")
def running_provider():
    """Run one e-ID provider for all tests that need it."""
    with provider.running() as found:
        yield found


@pytest.fixture
def eid(running_provider, settings):
    """Configure the running provider as this municipality's e-ID."""
    running_provider.asked.clear()
    running_provider.exchanged.clear()
    settings.EID = {
        **settings.EID,
        "name": "Freja",
        "server_url": running_provider.url,
        "client_id": "medverkan",
        "secret": "a secret",
    }
    app = {
        "provider_id": "eid",
        "name": "Freja",
        "client_id": "medverkan",
        "secret": "a secret",
        "settings": {
            "server_url": running_provider.url,
            "scope": ["openid"],
            "auth_params": {"acr_values": " ".join(settings.EID["acr_values"])},
            "fetch_userinfo": False,
        },
    }
    configured = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**configured, "APPS": [app]}}
    return running_provider
