"""What every address keeps to: headers, no way out to other sites, no state for readers."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.bodies import UserFactory
from tests.site.test_addresses import ALL, FOR_STRANGERS, ask, known, path_of

__all__ = ["known"]

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "http://testserver@evil.example/",
    "\thttps://evil.example/",
]
TAKE_NEXT = ["account_login", "accounts_second_factor", "mfa_index", "accounts_home"]


def leads_out(url: str) -> bool:
    """Tell whether a browser that follows this address leaves the site."""
    plain = url.strip().replace("\\", "/")
    has_scheme = ":" in plain.split("/")[0]
    return plain.startswith("//") or has_scheme


def test_every_page_bears_the_headers(client, known):
    lacking = {}
    for name, _route, parameters in ALL:
        if name not in FOR_STRANGERS[200]:
            continue
        response = ask(client, path_of(name, parameters, known))
        headers = response.headers
        if (
            "default-src 'none'" not in headers.get("Content-Security-Policy", "")
            or headers.get("X-Content-Type-Options") != "nosniff"
            or headers.get("X-Frame-Options") != "DENY"
            or headers.get("Referrer-Policy") != "same-origin"
        ):
            lacking[name] = dict(headers)

    assert not lacking


def test_no_public_page_sets_a_cookie(known):
    setting = set()
    for name, _route, parameters in ALL:
        # The gallery's picture of the workspace bears the token that the workspace does.
        if name in FOR_STRANGERS[200] and not name.startswith("design:"):
            client = Client()
            ask(client, path_of(name, parameters, known))
            if client.cookies:
                setting.add(name)

    assert not setting


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
@pytest.mark.parametrize("name", TAKE_NEXT)
def test_next_never_leads_to_another_site(client, name, elsewhere):
    for signed_in in (False, True):
        if signed_in:
            client.force_login(UserFactory())
        for method in (client.get, client.post):
            response = method(reverse(name), {"next": elsewhere})
            assert response.status_code < 500
            if response.status_code in (301, 302, 303):
                assert not leads_out(response.url), response.url
            else:
                assert f'href="{elsewhere.strip()}"' not in response.text


def test_the_sign_in_of_the_demo_never_leads_to_another_site(client, settings):
    settings.DEMO = True
    for elsewhere in ELSEWHERE:
        response = client.post(
            reverse("accounts_demo_sign_in"), {"user": "1", "next": elsewhere}
        )
        assert response.status_code in (302, 404)
        assert response.status_code == 404 or not leads_out(response.url)


def test_what_is_asked_of_a_next_is_told_apart():
    assert leads_out("//evil.example")
    assert leads_out("https://evil.example")
    assert not leads_out("/konto/?next=https%3A//evil.example/")
