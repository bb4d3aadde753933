"""Events of the test's own transaction, which no reader would wait for."""

from __future__ import annotations

import pytest

from medverkan.foundation.audit import queries


@pytest.fixture
def own_events_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `subscribers.deliver` read what the test's transaction has not committed."""
    monkeypatch.setattr(queries, "_settled", lambda events: events)
