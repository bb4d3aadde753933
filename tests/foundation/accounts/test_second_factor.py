import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from medverkan.foundation.accounts import encryption
from tests.factories.accounts import UserFactory
from tests.foundation.accounts import signing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


class TestStaff:
    def test_are_asked_to_add_one_and_may_wait(self, client, grant):
        user = UserFactory()
        grant(user, "officer")

        response = signing.by_code(client, user)

        assert response.url == "/konto/sakerhet/lagg-till/?next=/arbetsyta/"
        page = client.get(response.url)
        assert not page.context["is_required"]
        assert 'href="/konto/"' in page.content.decode()

    def test_of_whom_the_role_demands_it_are_told_so(self, client, grant):
        user = UserFactory()
        grant(user, "administrator")

        page = client.get(signing.by_code(client, user).url)

        assert page.context["is_required"]

    def test_with_one_are_not_asked(self, client, grant):
        user = UserFactory()
        grant(user, "officer")
        signing.add_app(user)

        signing.by_code(client, user)
        response = client.post(
            "/konto/logga-in/steg-tva/", {"code": signing.code_of_app()}
        )

        assert response.url == "/arbetsyta/"

    def test_are_not_sent_to_another_site_by_waiting(self, client, grant):
        client.force_login(UserFactory())

        page = client.get("/konto/sakerhet/lagg-till/?next=https://evil.example")

        assert page.context["next_url"] == ""


class TestResidents:
    def test_are_not_asked(self, client, grant):
        assert signing.by_code(client, UserFactory()).url == "/konto/"


class TestAnApp:
    def test_is_added_with_its_first_code_and_gives_spare_codes(self, client, grant):
        user = UserFactory()
        signing.by_code(client, user)

        page = signing.add_app_by_page(client)

        assert signing.has_app(user)
        assert len(page.context["unused_codes"]) == 10
        assert page.context["can_view_codes"]

    def test_counts_at_once(self, client, grant):
        user = UserFactory()
        grant(user, "administrator")
        signing.by_code(client, user)

        signing.add_app_by_page(client)

        methods = [
            m["method"] for m in client.session["account_authentication_methods"]
        ]
        assert methods == ["code", "mfa"]

    def test_is_kept_encrypted(self):
        authenticator = signing.add_app(UserFactory())

        assert signing.SECRET not in str(authenticator.data)
        assert encryption.decrypt(authenticator.data["secret"]) == signing.SECRET

    def test_is_asked_for_at_the_next_sign_in(self, client, grant):
        user = UserFactory()
        signing.add_app(user)

        response = signing.by_code(client, user)

        assert response.url == "/konto/logga-in/steg-tva/"
        assert client.get(response.url).status_code == 200
        assert client.get("/konto/").status_code == 302

    def test_lets_nobody_guess_for_long(self, client, grant):
        user = UserFactory()
        signing.add_app(user)
        signing.by_code(client, user)
        for _ in range(10):
            client.post("/konto/logga-in/steg-tva/", {"code": "000000"})

        response = client.post(
            "/konto/logga-in/steg-tva/", {"code": signing.code_of_app()}
        )

        assert response.context["form"].errors["code"]
        assert "_auth_user_id" not in client.session

    def test_gives_an_administrator_the_role(self, client, grant):
        user = UserFactory()
        grant(user, "administrator")
        signing.add_app(user)
        signing.by_code(client, user)

        client.post("/konto/logga-in/steg-tva/", {"code": signing.code_of_app()})

        methods = [
            m["method"] for m in client.session["account_authentication_methods"]
        ]
        assert methods == ["code", "mfa"]

    def test_is_removed_after_showing_it_once_more(self, client, grant):
        user = UserFactory()
        signing.add_app(user)
        client.force_login(user)
        path = "/konto/sakerhet/app/ta-bort/"

        assert client.get(path).url.startswith("/konto/sakerhet/bekrafta/?next=")
        client.post(
            f"/konto/sakerhet/bekrafta/?next={path}", {"code": signing.code_of_app()}
        )
        client.post(path)

        assert not signing.has_app(user)

    def test_stays_with_whoever_must_have_one(self, client, grant):
        user = UserFactory()
        grant(user, "administrator")
        signing.add_app(user)
        client.force_login(user)
        path = "/konto/sakerhet/app/ta-bort/"
        client.post(
            f"/konto/sakerhet/bekrafta/?next={path}", {"code": signing.code_of_app()}
        )

        response = client.post(path)

        assert response.context["form"].errors
        assert signing.has_app(user)


class TestSpareCodes:
    def test_work_once(self, client, grant):
        user = UserFactory()
        signing.by_code(client, user)
        codes = signing.add_app_by_page(client).context["unused_codes"]
        inside = []
        for _ in range(2):
            client.post("/konto/logga-ut/")
            signing.by_code(client, user)
            client.post("/konto/logga-in/steg-tva/", {"code": codes[0]})
            inside.append("_auth_user_id" in client.session)

        assert inside == [True, False]

    def test_are_shown_once(self, client, grant):
        user = UserFactory()
        signing.by_code(client, user)
        signing.add_app_by_page(client)

        again = client.get("/konto/sakerhet/reservkoder/")

        assert not again.context["can_view_codes"]
        assert set(again.context["unused_codes"]) == {"****"}


class TestPages:
    @pytest.mark.parametrize(
        "path",
        [
            "/konto/",
            "/konto/e-post/",
            "/konto/ta-bort/",
            "/konto/inloggningar/",
            "/konto/sakerhet/",
            "/konto/sakerhet/lagg-till/",
            "/konto/sakerhet/app/",
            "/konto/sakerhet/nycklar/",
            "/konto/sakerhet/nycklar/ny/",
            "/konto/e-legitimation/",
            "/konto/logga-ut/",
        ],
    )
    def test_are_there_and_for_the_signed_in(self, client, grant, eid, path):
        user = UserFactory()
        if path != "/konto/logga-ut/":
            assert client.get(path).url.startswith("/konto/logga-in/?next=")
        client.force_login(user)

        response = client.get(path)

        assert response.status_code == 200
        assert "no-store" in response.headers["Cache-Control"]
        assert not Authenticator.objects.exists()

    @pytest.mark.parametrize(
        "path",
        [
            "/konto/logga-in/",
            "/konto/skapa/",
            "/konto/logga-in/sparrat/",
            "/konto/logga-in/e-legitimation/avbruten/",
            "/konto/logga-in/e-legitimation/fel/",
        ],
    )
    def test_of_the_entrance_are_there(self, client, eid, path):
        for prefix in ("", "/en", "/fi"):
            assert client.get(prefix + path).status_code in (200, 401)
