"""Real Chromium for journeys and page checks; left out with a reason where it is missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

CHROMIUM = shutil.which("chromium")
BROWSER_FIXTURES = {"browser", "open_page", "axe"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make screenshots` say where the pictures go."""
    parser.addoption("--screenshots", type=Path, help="folder to write pictures to")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses a browser; leave it out where there is none."""
    for item in items:
        if not BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            continue
        item.add_marker(pytest.mark.browser)
        if not CHROMIUM and not os.environ.get("REQUIRE_BROWSER"):
            item.add_marker(pytest.mark.skip(reason="chromium is not installed"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started once per test process."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, in which Django would refuse to
    # use the database, although nothing here runs at the same time.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking"],
        )
        yield started
        started.close()


@pytest.fixture
def open_page(
    browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """
    Return a function that opens a path of the site in a new window.

    `open_page("/arenden/", width=390, scheme="dark", scripts=False)`. A page that
    raises an error in a script or in its console fails the test when it ends.
    """
    contexts, errors = [], []

    def open_path(
        path: str = "/",
        *,
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        scripts: bool = True,
        **options: Any,
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=scripts,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path)
        return page

    yield open_path
    for context in contexts:
        context.close()
    assert not errors, f"Errors in scripts: {errors}"


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Return a function that lists what axe finds on a page: WCAG 2.2 AA and more."""
    from axe_playwright_python.sync_playwright import Axe

    def findings(page: Page) -> list[str]:
        results = Axe().run(page)
        return [
            f"{violation['id']}: {node['html'][:120]}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]

    return findings
