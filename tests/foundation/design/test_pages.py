"""Frame, components and error pages in a real browser: axe, reflow, weight, keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

BUILT = settings.BUILT_ASSETS / "design" / "medverkan.css"
PAGES = [
    "/design/",
    "/design/arbetsyta/",
    "/design/arbetsyta/1/",
    "/tillganglighet/",
    "/design/fel/404/",
]

Open = Callable[..., "Page"]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BUILT.exists(), reason="run manage.py build_assets first"),
]


class TestEveryPage:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [390, 1280])
    @pytest.mark.parametrize("path", PAGES)
    def test_has_nothing_that_axe_finds(
        self,
        open_page: Open,
        axe: Callable[[Page], list[str]],
        path: str,
        width: int,
        scheme: str,
    ) -> None:
        assert axe(open_page(path, width=width, scheme=scheme)) == []

    @pytest.mark.parametrize("path", PAGES)
    def test_needs_no_sideways_scrolling_at_320(
        self, open_page: Open, path: str
    ) -> None:
        page = open_page(path, width=320)

        assert page.evaluate("document.documentElement.scrollWidth") <= 320


class TestMenu:
    def test_opens_without_scripts_on_a_narrow_screen(self, open_page: Open) -> None:
        page = open_page("/kakor/", width=390, scripts=False)
        language = page.get_by_role("link", name="English")
        assert not language.is_visible()

        page.get_by_role("button", name="Meny").click()

        assert language.is_visible()

    def test_leads_to_the_same_page_in_the_other_language(
        self, open_page: Open
    ) -> None:
        page = open_page("/kakor/")

        page.get_by_role("link", name="Suomi").click()

        assert page.url.endswith("/fi/kakor/")
        assert page.locator("html").get_attribute("lang") == "fi"


class TestSkipLink:
    def test_is_the_first_stop_and_leads_to_the_content(self, open_page: Open) -> None:
        page = open_page("/kakor/")

        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        assert page.evaluate("document.activeElement.id") == "main"


class TestShortcuts:
    def test_walk_through_the_list(self, open_page: Open) -> None:
        page = open_page("/design/arbetsyta/")

        page.keyboard.press("j")
        page.keyboard.press("j")

        focused = page.evaluate("document.activeElement.textContent")
        assert focused == "För mörkt på gångvägen vid Annelundsparken"

    def test_lead_to_the_reply_and_sleep_while_one_writes(
        self, open_page: Open
    ) -> None:
        page = open_page("/design/arbetsyta/1/")

        page.keyboard.press("r")
        page.keyboard.type("jkr")

        assert page.get_by_label("Svar till den som skrev").input_value() == "jkr"

    def test_can_be_switched_off(self, open_page: Open) -> None:
        page = open_page("/design/arbetsyta/")
        page.get_by_label("Kortkommandon").uncheck()

        page.keyboard.press("j")

        assert not page.evaluate("document.activeElement.matches('.queue-title')")


class TestWeight:
    def test_is_within_what_a_first_visit_may_cost(self, open_page: Open) -> None:
        page = open_page("/kakor/")

        addresses = page.evaluate(
            "performance.getEntriesByType('resource').map(entry => entry.name)"
        )

        assert len(addresses) + 1 <= 8
        assert all(address.startswith(page.url[:16]) for address in addresses)

    def test_moves_nothing_once_it_is_shown(self, open_page: Open) -> None:
        page = open_page("/kakor/")

        shift = page.evaluate(
            "new Promise(done => { let sum = 0; new PerformanceObserver(list => "
            "list.getEntries().forEach(entry => sum += entry.value)).observe("
            "{type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 500)})"
        )

        assert shift == 0
