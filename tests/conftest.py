"""Hardening and shared fixtures of the whole suite; each plugin has one concern."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import TransactionTestCase

from medverkan.foundation.audit import guards

pytest_plugins = [
    "tests.plugins.databases",
    "tests.plugins.strictness",
    "tests.plugins.browser",
]


@pytest.fixture
def at() -> dt.datetime:
    """A Tuesday afternoon in November, in UTC."""
    return dt.datetime(2026, 11, 10, 13, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session", autouse=True)
def _the_suite_may_empty_guarded_tables():
    """Drop the guards before a database is emptied between tests; migrate's signal remakes them."""
    tear_down = TransactionTestCase._fixture_teardown

    def without_guards(self):
        guards.remove()
        tear_down(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_guards)
        yield
