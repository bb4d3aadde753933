"""Every address of ours is visited by some test: checked when the whole suite has run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.urls import URLPattern, URLResolver, get_resolver

FOLDER = Path(settings.ROOT) / "build" / "visits"
# Not the status of failed tests, which scripts/test may try once more.
UNVISITED = 10
_visited: set[str] = set()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Forget what an earlier run visited."""
    if not hasattr(session.config, "workerinput"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for leftover in FOLDER.iterdir():
            leftover.unlink()


@pytest.fixture(scope="session", autouse=True)
def visits_are_noted() -> Iterator[None]:
    """Note the name of each view that answers a request, in this process."""
    resolve_request = BaseHandler.resolve_request

    def noting(self: BaseHandler, request: Any) -> Any:
        found = resolve_request(self, request)
        _visited.add(found.view_name)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseHandler, "resolve_request", noting)
        yield
    (FOLDER / str(os.getpid())).write_text("\n".join(sorted(_visited)))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run of the whole suite (`make test`) that left an address unvisited."""
    asked = os.environ.get("REQUIRE_ALL_ADDRESSES")
    if not asked or hasattr(session.config, "workerinput"):
        return
    visited = {name for file in FOLDER.iterdir() for name in file.read_text().split()}
    forgotten = sorted(set(_names(get_resolver().url_patterns)) - visited)
    if forgotten:
        terminal = session.config.pluginmanager.getplugin("terminalreporter")
        terminal.write_line("\nNo test visits: " + ", ".join(forgotten))
        session.exitstatus = UNVISITED


def _names(
    patterns: Iterable[URLPattern | URLResolver], space: str = ""
) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern.url_patterns, inner)
        elif pattern.name and pattern.callback.__module__.startswith("medverkan."):
            yield space + pattern.name
