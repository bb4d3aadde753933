import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache

from medverkan.foundation.accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def ask_for_code(client, email, **more):
    return client.post("/konto/logga-in/", {"login": email, **more})


def code_in_last_letter():
    return re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)[0]


def write_code(client, code, **more):
    return client.post("/konto/logga-in/kod/", {"code": code, **more})


class TestSigningIn:
    def test_is_by_a_code_that_is_mailed(self, client):
        user = UserFactory(email="anna@example.org")

        ask_for_code(client, "Anna@Example.org")
        response = write_code(client, code_in_last_letter())

        assert response.url == "/konto/"
        assert client.session["_auth_user_id"] == str(user.pk)
        assert mail.outbox[-1].to == ["anna@example.org"]

    def test_takes_the_code_without_its_dash(self, client):
        ask_for_code(client, UserFactory().email)

        response = write_code(client, code_in_last_letter().replace("-", " "))

        assert response.url == "/konto/"

    def test_goes_on_to_where_one_was_going(self, client):
        ask_for_code(client, UserFactory().email, next="/konto/e-post/")

        response = write_code(client, code_in_last_letter(), next="/konto/e-post/")

        assert response.url == "/konto/e-post/"

    @pytest.mark.parametrize(
        "elsewhere",
        ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"],
    )
    def test_goes_nowhere_else(self, client, elsewhere):
        ask_for_code(client, UserFactory().email, next=elsewhere)

        response = write_code(client, code_in_last_letter(), next=elsewhere)

        assert response.url == "/konto/"

    def test_changes_the_key_of_the_session(self, client):
        ask_for_code(client, UserFactory().email)
        before = client.session.session_key

        write_code(client, code_in_last_letter())

        assert client.session.session_key != before

    def test_writes_the_letter_in_the_language_of_the_page(self, client):
        user = UserFactory()

        client.post("/en/konto/logga-in/", {"login": user.email})

        assert mail.outbox[-1].subject == "Your code for signing in"

    def test_needs_no_confirmed_address_of_who_was_entered_by_others(self, client):
        user = UserFactory()
        assert not EmailAddress.objects.exists()

        ask_for_code(client, user.email)
        write_code(client, code_in_last_letter())

        assert client.get("/konto/").status_code == 200

    def test_is_closed_with_the_account(self, client):
        user = UserFactory(is_active=False)

        ask_for_code(client, user.email)

        assert mail.outbox[-1].subject != "Your code for signing in"
        assert not re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)


class TestAnswers:
    def test_are_the_same_for_known_and_unknown(self, client):
        UserFactory(email="known@example.org")
        pages = []
        for email in ("known@example.org", "other@example.org"):
            client.cookies.clear()
            response = client.post("/konto/logga-in/", {"login": email}, follow=True)
            page = response.content.decode().replace(email, "")
            pages.append(re.sub(r'value="[A-Za-z0-9]{64}"', "", page))

        assert pages[0] == pages[1]
        assert len(mail.outbox) == 2

    def test_to_a_wrong_code_are_the_same(self, client):
        UserFactory(email="known@example.org")
        statuses = []
        for email in ("known@example.org", "other@example.org"):
            client.cookies.clear()
            ask_for_code(client, email)
            statuses.append(
                [write_code(client, "0000-0000").status_code for _ in "123"]
            )

        assert statuses[0] == statuses[1]

    def test_to_signing_up_are_the_same(self, client):
        UserFactory(email="known@example.org")
        urls = set()
        for email in ("known@example.org", "other@example.org"):
            client.cookies.clear()
            urls.add(client.post("/konto/skapa/", {"email": email}).url)

        assert urls == {"/konto/bekrafta/"}


class TestLimits:
    def test_three_wrong_codes_and_the_right_one_is_void(self, client):
        ask_for_code(client, UserFactory().email)
        code = code_in_last_letter()
        for _ in range(3):
            write_code(client, "0000-0000")

        write_code(client, code)

        assert "_auth_user_id" not in client.session

    def test_five_codes_in_ten_minutes_for_one_address(self, client):
        user = UserFactory()
        for _ in range(5):
            client.cookies.clear()
            ask_for_code(client, user.email)
        client.cookies.clear()

        response = ask_for_code(client, user.email)

        assert response.status_code == 200
        assert response.context["form"].errors["login"]
        assert len(mail.outbox) == 5

    def test_a_network_gets_429_in_the_end(self, client):
        for number in range(60):
            client.cookies.clear()
            ask_for_code(client, f"not an address {number}")

        response = ask_for_code(client, "anna@example.org")

        assert response.status_code == 429
        assert "design/errors/429.html" in [t.name for t in response.templates]

    def test_a_code_is_too_old_after_fifteen_minutes(self, client, monkeypatch):
        ask_for_code(client, UserFactory().email)
        code = code_in_last_letter()
        session = client.session
        login = session["account_login"]
        login["state"]["stages"]["login_by_code"]["data"]["at"] -= 15 * 60 + 1
        session["account_login"] = login
        session.save()

        write_code(client, code)

        assert "_auth_user_id" not in client.session


class TestSigningUp:
    def test_makes_an_account_once_the_address_is_confirmed(self, client):
        client.post("/en/konto/skapa/", {"email": "Ny@Example.org"})
        client.post("/en/konto/bekrafta/", {"code": code_in_last_letter()})

        user = User.objects.get(email="ny@example.org")
        assert client.session["_auth_user_id"] == str(user.pk)
        assert user.language == "en"
        assert not user.has_usable_password()

    def test_tells_only_the_address_that_there_is_one_already(self, client):
        UserFactory(email="anna@example.org")

        client.post("/konto/skapa/", {"email": "anna@example.org"})

        assert User.objects.count() == 1
        assert "http://127.0.0.1:8000/konto/logga-in/" in mail.outbox[-1].body

    def test_is_not_led_astray_by_the_host_of_the_request(self, client, settings):
        settings.ALLOWED_HOSTS = ["*"]

        client.post("/konto/logga-in/", {"login": "a@example.org"}, HTTP_HOST="evil.se")

        assert "evil" not in mail.outbox[-1].body


class TestSigningOut:
    def test_needs_a_post(self, client):
        client.force_login(UserFactory())

        client.get("/konto/logga-ut/")
        assert "_auth_user_id" in client.session

        client.post("/konto/logga-ut/")
        assert "_auth_user_id" not in client.session


class TestMailServer:
    def test_that_is_down_is_told_in_words(self, client, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

        response = client.post(
            "/en/konto/logga-in/", {"login": "anna@example.org"}, follow=True
        )

        assert "could not send the letter" in response.content.decode()


@pytest.mark.parametrize("nowhere", ["http://[", "//[::1", "https://]"])
def test_an_address_that_is_none_is_not_gone_on_to(client, nowhere):
    response = client.get("/konto/logga-in/", {"next": nowhere})

    assert response.status_code == 200
