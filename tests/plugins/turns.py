"""Which process takes which test, and when: one at a time, the browser last."""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# Their tests share a costly set-up, so they stay in one process.
TOGETHER = {
    "tests/architecture/test_docs.py",
    "tests/journeys/test_every_page.py",
    "tests/participation/doors/test_mailboxes.py",
}


class OneAtATime(LoadScopeScheduling):
    """Gives the next test to whoever is free; xdist's own groups are lost on pytest 9."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in TOGETHER else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneAtATime | None:
    """Take the place of `--dist loadscope`."""
    return OneAtATime(config, log) if config.getvalue("dist") == "loadscope" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Let the browser come last, its longest tests first, so that no process waits at the end.

    Its driver leaves an event loop in the process, where views that are async would fail.
    """
    items.sort(
        key=lambda item: (
            item.get_closest_marker("browser") is not None,
            item.nodeid.partition("::")[0] not in TOGETHER,
        )
    )
