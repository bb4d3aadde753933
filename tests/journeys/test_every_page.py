"""
One page of every kind that a link leads to, in the demo municipality.

A browser follows the links of the public pages, then those of the workspace, and visits
one address of each name. So a new page is tested as soon as something leads to it.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import Resolver404, resolve, reverse

from medverkan.foundation import clock
from medverkan.foundation.accounts.models import User
from medverkan.participation.cases import links
from medverkan.participation.cases.models import Case
from medverkan.reference.bodies.models import RoleAssignment
from medverkan.reference.bodies.roles import Role

LOOKS = ({"width": 1280, "scheme": "light"}, {"width": 390, "scheme": "dark"})
NARROW = 320
# Of the window's area times the way moved: a line that a typeface widens is less.
NOTICED = 0.001
DESK = ("/arbetsyta/", "/konto/")
SHIFT = """() => new Promise(done => {
    let shift = 0
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) shift += entry.value
    }).observe({type: "layout-shift", buffered: true})
    setTimeout(() => done(shift), 50)
})"""


@dataclass
class Report:
    """What was found, by rule and address."""

    visited: dict[str, str] = field(default_factory=dict)
    axe: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    shifts: dict[str, float] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)
    sent: dict[str, list[tuple[str, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )


class Visitor:
    """Looks at pages in a browser and writes down what is wrong with them."""

    def __init__(self, browser, base_url, axe, report, *, user=None) -> None:
        self.axe, self.report, self.base_url, self.user = axe, report, base_url, user
        self.pages = [self._page(browser, **look) for look in LOOKS]

    def _page(self, browser, *, width, scheme):
        context = browser.new_context(
            base_url=self.base_url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale="sv-SE",
        )
        if self.user is not None:
            context.add_cookies([session_of(self.user, self.base_url)])
        context.set_default_timeout(20_000)
        return context.new_page()

    def follow(self, *starts: str) -> None:
        """Visit a page of each kind, beginning with these addresses."""
        waiting = list(starts)
        while waiting:
            path = waiting.pop(0)
            name = name_of(path)
            if name is None or name in self.report.visited or not self._is_page(path):
                continue
            self.report.visited[name] = path
            waiting += self.look_at(path)

    def look_at(self, path: str) -> list[str]:
        """Look at one page in every way; return where it leads."""
        for page in self.pages:
            page.goto(path)
            self.judge(page, path)
            if self._where(page, path) in self.report.shifts:
                self.look_again(page, path)
        hrefs = self.pages[0].eval_on_selector_all(
            "a[href]", "all => all.map(a => a.href)"
        )
        return [
            urlsplit(href)._replace(scheme="", netloc="", fragment="").geturl()
            for href in hrefs
            if href.startswith(self.base_url)
        ]

    def judge(self, page, path: str) -> None:
        """Write down what axe and a narrow window find on the page that is open."""
        size, where = page.viewport_size, self._where(page, path)
        self.report.axe += [f"{where}: {found}" for found in self.axe(page)]
        shift = page.evaluate(SHIFT)
        if shift >= NOTICED:
            self.report.shifts[where] = shift
        if size["width"] == 390:
            page.set_viewport_size(size | {"width": NARROW})
            if page.evaluate("document.documentElement.scrollWidth") > NARROW:
                self.report.too_wide.append(path)
            page.set_viewport_size(size)

    def look_again(self, page, path: str) -> None:
        """Forget a move that does not come each time: a typeface may come in the middle."""
        for _ in range(2):
            page.goto(path)
            if page.evaluate(SHIFT) < NOTICED:
                del self.report.shifts[self._where(page, path)]
                return

    def _where(self, page, path: str) -> str:
        return f"{path} at {page.viewport_size['width']}"

    def _is_page(self, path: str) -> bool:
        response = self.pages[0].context.request.head(path)
        if response.status >= 400:
            self.report.failed.append(f"{path}: {response.status}")
            return False
        return response.headers.get("content-type", "").startswith("text/html")


def name_of(path: str) -> str | None:
    """Return the name of an address of ours; None for what is not."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None


def session_of(user: User, url: str) -> dict[str, str]:
    """Return the cookie of a session with two factors."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa"}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def holder_of(role: str, **where) -> User:
    """Return somebody in the demo who holds a role."""
    return RoleAssignment.objects.filter(role=role, **where).order_by("pk").first().user


def weigh(browser, base_url, report, *paths: str) -> None:
    """Write down what a first visit to each page sends, compressed as a server would."""
    for path in paths:
        context = browser.new_context(base_url=base_url)
        page = context.new_page()
        responses = []
        page.on("response", lambda one, kept=responses: kept.append(one))
        page.goto(path, wait_until="networkidle")
        for response in responses:
            body = response.body()
            is_font = response.url.endswith(".woff2")
            size = len(body if is_font else gzip.compress(body))
            report.sent[path].append((response.url, size))
        report.cookies += [f"{path}: {one['name']}" for one in context.cookies()]
        context.close()


@pytest.fixture(scope="module")
def report(browser, live_server, django_db_setup, django_db_blocker) -> Report:
    """Walk through the demo once; every test here reads what was found."""
    from axe_playwright_python.sync_playwright import Axe

    def axe(page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [f"{v['id']}: {n['html'][:120]}" for v in found for n in v["nodes"]]

    written = Report()
    url = live_server.url
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        call_command("demo", verbosity=0)
        answered = Case.objects.published().filter(answered_at__isnull=False)
        case = answered.order_by("pk").first()
        public = Visitor(browser, url, axe, written)
        mine = reverse("cases:mine", args=[links.make(case, at=clock.now())])
        detail = reverse("cases:detail", args=[case.reference])
        public.follow("/", detail, mine, "/skriv/", "/folj/", "/konto/logga-in/")
        here = reverse("cases:case", args=["besvarade", case.reference])
        officer = holder_of(Role.OFFICER, body=case.body)
        Visitor(browser, url, axe, written, user=officer).follow(here, *DESK)
        for role in (Role.REGISTRAR, Role.ADMINISTRATOR):
            Visitor(browser, url, axe, written, user=holder_of(role)).follow(*DESK)
        intake(public)
        one_by_one(public)
        weigh(browser, url, written, "/", "/arenden/", "/arenden/karta/", detail)
    return written


def intake(visitor: Visitor) -> None:
    """Look at the steps to which only a form leads, with and without errors."""
    for page in visitor.pages:
        page.goto("/")
        page.locator("main textarea[name=text]").fill("Lampan vid bron är trasig.")
        for step in ("about", "questions", "sender", "sender with an error"):
            with page.expect_navigation():
                page.locator("main form button[type=submit]").last.click()
            visitor.judge(page, step)


def one_by_one(visitor: Visitor) -> None:
    """Look at a line, a choice, a tick and all of it, of those who want one question a page."""
    page = visitor.pages[0]
    page.goto("/skriv/?lattlast=1")
    page.locator("main textarea[name=text]").fill("Lampan vid bron är trasig.")
    while (step := page.url.split("/")[-2]) != "fraga":
        email = page.locator("main input[name=email]")
        if email.count():
            email.fill("marja@example.org")
        with page.expect_navigation():
            page.locator("main form button[type=submit]:not([name=back])").first.click()
        if step in ("skriv", "om", "svar", "skydd"):
            visitor.judge(page, f"after {step}")


class TestEveryPage:
    def test_is_found(self, report):
        kinds = set(report.visited)

        assert {"site:home", "cases:index", "cases:detail", "cases:mine"} <= kinds
        assert {"cases:inbox", "cases:case", "register:day"} <= kinds
        assert len(kinds) > 30

    def test_answers_where_a_link_leads(self, report):
        assert not report.failed

    def test_has_nothing_that_axe_finds(self, report):
        assert not report.axe, "\n".join(sorted(set(report.axe)))

    def test_fits_a_window_of_320_pixels(self, report):
        assert not report.too_wide

    def test_does_not_move_while_it_loads(self, report):
        assert not report.shifts


class TestFirstVisit:
    def test_is_light(self, report):
        for path, sent in report.sent.items():
            fonts = sum(size for url, size in sent if url.endswith(".woff2"))
            total = sum(size for _url, size in sent)
            assert total <= 100_000, path
            assert total - fonts <= 60_000, path
            assert len(sent) <= 8, path

    def test_asks_nobody_else(self, report, live_server):
        hosts = {
            urlsplit(url).netloc for sent in report.sent.values() for url, _ in sent
        }

        assert hosts == {urlsplit(live_server.url).netloc}

    def test_sets_no_cookie(self, report):
        assert not report.cookies
