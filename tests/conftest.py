"""Hardening and shared fixtures of the whole suite; each plugin has one concern."""

from __future__ import annotations

import datetime as dt

import pytest

pytest_plugins = [
    "tests.plugins.databases",
    "tests.plugins.events",
    "tests.plugins.strictness",
    "tests.plugins.browser",
    "tests.plugins.clients",
    "tests.plugins.turns",
    "tests.plugins.visits",
]


@pytest.fixture
def at() -> dt.datetime:
    """A Tuesday afternoon in November, in UTC."""
    return dt.datetime(2026, 11, 10, 13, 0, tzinfo=dt.UTC)
