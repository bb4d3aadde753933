"""Roles for one test, and a view behind a decorator."""

from __future__ import annotations

import pytest

from medverkan.foundation.accounts import grants
from medverkan.foundation.permissions import Grant


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
