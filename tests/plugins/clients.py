"""Browsers of people who are signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from medverkan.foundation.accounts import grants
from medverkan.foundation.permissions import Grant


@pytest.fixture
def as_role(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Client]:
    """
    Return a function that signs somebody with a role in, by two factors.

    `as_role("registrar", body_id=5)` returns the client; without a body the role holds
    for the whole municipality.
    """
    from tests.factories.accounts import UserFactory

    held: dict[int, set[Grant]] = {}
    monkeypatch.setattr(
        grants, "_providers", [lambda user_id, _at: held.get(user_id, set())]
    )

    def sign_in(role: str, *, body_id: int | None = None) -> Client:
        user = UserFactory()
        held[user.pk] = {Grant(role=role, body_id=body_id)}
        client = Client()
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa"}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

    return sign_in
