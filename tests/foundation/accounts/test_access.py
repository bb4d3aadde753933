import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path

from medverkan.foundation.accounts.access import has_role, second_factor, signed_in
from medverkan.foundation.design.caching import public_page
from medverkan.foundation.permissions import NotPermitted
from tests.factories.accounts import UserFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.foundation.accounts.test_access"),
]


@public_page()
def open_to_all(request):
    return HttpResponse("open")


@public_page()
def reads_the_actor(request):
    return HttpResponse(str(request.actor.user_id))


def refuses(request):
    raise NotPermitted


def ok(request):
    return HttpResponse("ok")


urlpatterns = [
    path("", include("medverkan.foundation.accounts.urls")),
    path("open/", open_to_all),
    path("actor/", reads_the_actor),
    path("refuses/", refuses),
    path("mine/", signed_in(ok)),
    path("desk/", has_role("officer", "registrar")(ok)),
    path("admin/", has_role("administrator")(ok)),
    path("vault/", second_factor(ok)),
]


def sign_in(client, user, *methods):
    """Sign in as if by these of allauth's methods."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": m} for m in methods]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


class TestRequestActor:
    def test_reads_no_session_where_there_is_none(self, client):
        response = client.get("/actor/")

        assert response.content == b"None"
        assert "public" in response.headers["Cache-Control"]
        assert "Cookie" not in response.headers.get("Vary", "")
        assert not response.cookies

    def test_is_not_read_where_nobody_asks(
        self, client, grant, django_assert_num_queries
    ):
        sign_in(client, UserFactory())

        with django_assert_num_queries(0):
            response = client.get("/open/")

        assert "public" in response.headers["Cache-Control"]

    def test_keeps_the_page_out_of_shared_caches(self, client, grant):
        user = UserFactory()
        sign_in(client, user)

        response = client.get("/actor/")

        assert response.content == str(user.pk).encode()
        assert "private" in response.headers["Cache-Control"]
        assert "Cookie" in response.headers["Vary"]

    def test_is_anyone_with_a_cookie_that_leads_nowhere(self, client, settings):
        client.cookies[settings.SESSION_COOKIE_NAME] = "gone"

        assert client.get("/actor/").content == b"None"


class TestSignedIn:
    def test_sends_others_to_sign_in_and_back(self, client):
        response = client.get("/mine/?a=1")

        assert response.status_code == 302
        assert response.url == "/konto/logga-in/?next=/mine/%3Fa%3D1"

    def test_lets_in(self, client, grant):
        sign_in(client, UserFactory())

        assert client.get("/mine/").status_code == 200


class TestHasRole:
    def test_sends_others_to_sign_in(self, client):
        assert client.get("/desk/").url.startswith("/konto/logga-in/?next=/desk/")

    def test_does_not_send_a_form_to_sign_in(self, client):
        assert client.post("/desk/").status_code == 403

    def test_is_403_without_the_role(self, client, grant):
        user = UserFactory()
        grant(user, "editor")
        sign_in(client, user)

        assert client.get("/desk/").status_code == 403

    @pytest.mark.parametrize("role", ["officer", "registrar"])
    def test_lets_in(self, client, grant, role):
        user = UserFactory()
        grant(user, role, body_id=3)
        sign_in(client, user)

        assert client.get("/desk/").status_code == 200


class TestAdministrators:
    @pytest.fixture
    def administrator(self, grant):
        user = UserFactory()
        grant(user, "administrator")
        return user

    def test_are_asked_to_set_up_a_second_factor(self, client, administrator):
        sign_in(client, administrator, "code")

        response = client.get("/admin/")

        assert response.url == "/konto/sakerhet/lagg-till/?next=/admin/"

    def test_are_let_in_with_one(self, client, administrator):
        sign_in(client, administrator, "code", "mfa")

        assert client.get("/admin/").status_code == 200

    def test_are_let_in_where_the_policy_asks_for_none(self, client, administrator):
        sign_in(client, administrator, "code")

        with override_settings(SECOND_FACTOR_ROLES=[]):
            assert client.get("/admin/").status_code == 200

    def test_hold_no_such_grant_without_one(self, rf, client, administrator, at):
        from medverkan.foundation.accounts.actors import actor_of_request

        sign_in(client, administrator, "code")
        request = rf.get("/")
        request.COOKIES["sessionid"] = "x"
        request.session, request.user = client.session, administrator

        assert not actor_of_request(request, at).has_role("administrator")

    def test_of_another_role_get_403(self, client, grant):
        user = UserFactory()
        grant(user, "officer")
        sign_in(client, user, "code")

        assert client.get("/admin/").status_code == 403


class TestSecondFactor:
    def test_sends_others_to_sign_in(self, client):
        assert client.get("/vault/").url.startswith("/konto/logga-in/")

    def test_helps_to_one(self, client, grant):
        sign_in(client, UserFactory(), "code")

        assert client.get("/vault/").url.startswith("/konto/sakerhet/lagg-till/")

    def test_a_record_of_another_user_counts_for_nothing(self, client, grant):
        sign_in(client, UserFactory(), "mfa")
        session = client.session
        session["account_authentication_methods_user"] = "0"
        session.save()

        assert client.get("/vault/").status_code == 302

    def test_a_demo_sign_in_counts_in_a_demo_only(self, client, grant, settings):
        sign_in(client, UserFactory(), "demo")
        settings.DEMO = False
        assert client.get("/vault/").status_code == 302

        settings.DEMO = True
        assert client.get("/vault/").status_code == 200


class TestNotPermitted:
    def test_is_the_403_page(self, client, grant):
        sign_in(client, UserFactory())

        assert client.get("/refuses/").status_code == 403

    def test_sends_a_reader_without_account_to_sign_in(self, client):
        assert client.get("/refuses/").url.startswith("/konto/logga-in/")
