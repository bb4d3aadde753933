"""What a page weighs in a real Chromium, and how soon and how steadily it shows."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import Any

# Slow 3G as Lighthouse simulates a phone: 150 ms there and back, 1.6 Mbit/s.
SLOW_LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
OBSERVE = """
() => new Promise(resolve => {
    let shift = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) shift += entry.value;
    }).observe({type: 'layout-shift', buffered: true});
    setTimeout(() => {
        const paint = performance.getEntriesByName('first-contentful-paint')[0];
        resolve({shift, paint: paint ? paint.startTime : null});
    }, 500);
})
"""


@dataclass(frozen=True)
class Weight:
    """A first visit: kB and requests, ms to the first paint, sum of layout shifts."""

    kilobytes: float
    requests: int
    hosts: int
    first_paint: float
    layout_shift: float
    cookies: int


def weigh(address: str, path: str) -> Weight:
    """Open the page as a phone on a slow line does for the first time."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        network = context.new_cdp_session(page)
        sizes: list[float] = []
        urls: list[str] = []
        network.on("Network.loadingFinished", _adding(sizes))
        network.on(
            "Network.requestWillBeSent", lambda e: urls.append(e["request"]["url"])
        )
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", SLOW_LINE)
        page.goto(address + path, wait_until="networkidle")
        seen: dict[str, Any] = page.evaluate(OBSERVE)
        cookies = len(context.cookies())
        browser.close()
    fetched = [url for url in urls if not url.startswith("data:")]
    return Weight(
        kilobytes=round(sum(sizes) / 1000, 1),
        requests=len(fetched),
        hosts=len({url.split("/")[2] for url in fetched}),
        first_paint=round(seen["paint"] or 0),
        layout_shift=round(seen["shift"], 4),
        cookies=cookies,
    )


def _adding(sizes: list[float]) -> Any:
    return lambda event: sizes.append(event["encodedDataLength"])
