import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from medverkan.foundation.accounts import grants
from tests.factories.accounts import UserFactory
from tests.foundation.accounts import signing

pytestmark = pytest.mark.django_db(transaction=True)

ENTRANCE = ["/konto/logga-in/", "/konto/skapa/"]
ACCOUNT = [
    "/konto/",
    "/konto/e-post/",
    "/konto/ta-bort/",
    "/konto/inloggningar/",
    "/konto/sakerhet/",
    "/konto/sakerhet/lagg-till/",
    "/konto/sakerhet/app/",
    "/konto/sakerhet/nycklar/ny/",
]


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    cache.clear()
    monkeypatch.setattr(grants, "_providers", [])


@pytest.fixture
def user():
    return UserFactory(name="Anna")


def sign_in(page, user, live_server):
    client = Client()
    signing.by_code(client, user)
    value = client.cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": value, "url": live_server.url}]
    )


class TestAxe:
    @pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
    def test_finds_nothing(self, open_page, axe, user, live_server, width, scheme):
        page = open_page(ENTRANCE[0], width=width, scheme=scheme)
        found = {ENTRANCE[0]: axe(page)}
        sign_in(page, user, live_server)
        for path in ACCOUNT:
            page.goto(path)
            found[path] = axe(page)
            overflow = page.evaluate(
                "document.documentElement.scrollWidth > innerWidth"
            )
            assert not overflow, path

        assert {path: what for path, what in found.items() if what} == {}

    def test_finds_nothing_when_something_is_wrong(self, open_page, axe):
        page = open_page(ENTRANCE[1])
        page.get_by_role("button", name="Skicka en kod").click()

        assert page.locator(".ds-error-summary").is_visible()
        assert axe(page) == []


class TestWithoutScripts:
    def test_one_signs_in(self, open_page, user):
        page = open_page("/konto/logga-in/?next=/konto/e-post/", scripts=False)
        page.get_by_label("Din e-postadress").fill(user.email)
        page.get_by_role("button", name="Skicka en kod").click()
        code = re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)[0]

        page.get_by_label("Koden i brevet").fill(code)
        page.get_by_role("button", name="Logga in", exact=True).click()

        assert page.get_by_role("heading", level=1).inner_text() == "E-postadress"

    def test_one_is_told_that_passkeys_need_them(self, open_page):
        page = open_page("/konto/logga-in/", scripts=False)

        assert "Nycklar kräver JavaScript" in page.locator("main").inner_text()


class TestPasskeys:
    @pytest.fixture
    def page(self, open_page):
        """Return a window with a key that agrees to everything."""
        page = open_page("/konto/logga-in/")
        chromium = page.context.new_cdp_session(page)
        chromium.send("WebAuthn.enable")
        chromium.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        return page

    def test_are_added_and_let_one_in_alone(self, page, user, live_server):
        sign_in(page, user, live_server)
        page.goto("/konto/sakerhet/nycklar/ny/")
        page.get_by_label("Låt mig logga in").check()
        page.get_by_role("button", name="Skapa nyckeln").click()
        page.wait_for_url("**/nycklar/bekrafta/**")
        page.get_by_role("button", name="Använd nyckeln").click()
        page.wait_for_url("**/reservkoder/")
        assert page.locator(".codes li").count() == 10
        page.get_by_role("button", name="Logga ut").click()

        page.goto("/konto/logga-in/")
        page.get_by_role("button", name="Logga in med en nyckel").click()
        page.wait_for_url("**/konto/")

        assert user.email in page.locator("main").inner_text()

    def test_that_fail_say_so(self, open_page):
        page = open_page("/konto/logga-in/")
        page.evaluate(
            "() => { navigator.credentials.get = () => Promise.reject(new Error()); }"
        )

        page.get_by_role("button", name="Logga in med en nyckel").click()

        page.get_by_text("Nyckeln fungerade inte").wait_for(state="visible")
