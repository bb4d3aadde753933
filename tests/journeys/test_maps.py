"""A place is pointed at by keys alone, and found on the map again when it is published."""

from __future__ import annotations

from medverkan.foundation import clock, memory
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case
from tests.factories.bodies import AreaFactory
from tests.factories.cases import officer_of

RING = [[12, 57], [13, 57], [13, 58], [12, 58], [12, 57]]
OUTLINE = {"type": "Polygon", "coordinates": [RING]}


def fetched(page) -> str:
    return page.evaluate(
        "performance.getEntriesByType('resource').map(one => one.name).join(' ')"
    )


def findings(page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    return [found["id"] for found in Axe().run(page).response["violations"]]


def press(page) -> None:
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()


def point_at_a_place(page) -> None:
    """Open the map and move it under the mark, by keys alone."""
    page.get_by_role("button", name="Visa på karta").focus()
    assert "leaflet" not in fetched(page)
    page.keyboard.press("Enter")
    page.locator("[data-map]:focus").wait_for()
    page.keyboard.press("ArrowRight")
    page.get_by_role("status").get_by_text("Hulta").wait_for()
    assert findings(page) == []


def test_a_place_pointed_at_by_keys_is_found_on_the_map(open_page, town):
    area = AreaFactory(name="Hulta", outline=OUTLINE)
    memory.forget_all()
    page = open_page("/skriv/", width=390, scheme="dark", reduced_motion="reduce")
    page.locator("main textarea").fill("Lampan vid bron är trasig.")
    press(page)
    point_at_a_place(page)
    press(page)
    assert "Positionen följer med: 57.5" in page.locator("main").inner_text()
    page.locator("[name=answer_by][value=none]").check()
    page.locator("[name=may_be_published]").check()
    press(page)

    case = Case.objects.get()
    assert case.area == area
    assert 12.5 < case.longitude < 13
    operations.publish(
        case=case, title="Lampan vid bron", text="Trasig.", shows_place=True,
        version=case.version, actor=officer_of(case), at=clock.now(),
    )  # fmt: skip

    page.goto("/arenden/karta/")
    page.get_by_role("button", name="Öppna kartan").click()
    page.locator(".map-mark").focus()
    page.keyboard.press("Enter")
    found = page.locator(".leaflet-popup").get_by_role("link", name="Lampan vid bron")
    found.wait_for()
    assert findings(page) == []
    with page.expect_navigation():
        found.click()
    assert case.reference in page.url
