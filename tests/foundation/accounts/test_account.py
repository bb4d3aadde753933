import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache

from medverkan.foundation.accounts import browsers, operations, own_data, tasks
from medverkan.foundation.accounts.models import User
from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, Actor, NotPermitted
from tests.factories.accounts import UserFactory
from tests.foundation.accounts import signing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def actor(user):
    return Actor(user_id=user.pk)


class TestChange:
    def test_changes_name_and_language(self, at):
        user = UserFactory()

        operations.change(
            user=user, name="Aino", language="fi", actor=actor(user), at=at
        )

        user.refresh_from_db()
        assert (user.name, user.language) == ("Aino", "fi")
        event = Event.objects.get(name="account.changed")
        assert (event.subject_id, event.data) == (user.pk, {})

    def test_twice_is_one_event(self, at):
        user = UserFactory()
        for _ in range(2):
            operations.change(
                user=user, name="Aino", language="fi", actor=actor(user), at=at
            )

        assert Event.objects.filter(name="account.changed").count() == 1

    def test_is_for_oneself(self, at):
        user = UserFactory()

        for other in (ANYONE, actor(UserFactory())):
            with pytest.raises(NotPermitted):
                operations.change(
                    user=user, name="x", language="sv", actor=other, at=at
                )

    def test_by_the_page(self, client, grant):
        user = UserFactory()
        client.force_login(user)

        response = client.post("/konto/", {"name": "Aino", "language": "fi"})

        user.refresh_from_db()
        assert response.url == "/konto/"
        assert user.name == "Aino"

    def test_by_the_page_takes_a_language_we_have(self, client, grant):
        client.force_login(UserFactory())

        response = client.post("/konto/", {"name": "Aino", "language": "xx"})

        assert response.context["form"].errors["language"]


class TestErase:
    def test_forgets_who_it_was_and_keeps_the_row(self, client, grant, at):
        user = UserFactory(email="anna@example.org", name="Anna")
        signing.by_code(client, user)
        signing.add_app(user)
        SocialAccount.objects.create(user=user, provider="eid", uid="x")

        operations.erase(user=user, actor=actor(user), at=at)

        user = User.objects.get(pk=user.pk)
        assert (user.email, user.name, user.is_active) == (None, "", False)
        assert user.erased_at == at
        assert not EmailAddress.objects.exists()
        assert not SocialAccount.objects.exists()
        assert not UserSession.objects.exists()
        assert not Session.objects.exists()
        assert not signing.has_app(user)
        assert Event.objects.get(name="account.erased").subject_id == user.pk

    def test_twice_is_refused(self, grant, at):
        user = UserFactory()
        operations.erase(user=user, actor=actor(user), at=at)

        with pytest.raises(NotPermitted):
            operations.erase(user=user, actor=actor(user), at=at)

    def test_is_not_for_whoever_has_a_role(self, grant, at):
        user = UserFactory()
        grant(user, "administrator")

        with pytest.raises(NotPermitted):
            operations.erase(user=user, actor=actor(user), at=at)

    def test_is_not_for_others(self, grant, at):
        with pytest.raises(NotPermitted):
            operations.erase(user=UserFactory(), actor=actor(UserFactory()), at=at)

    def test_by_the_page_signs_out(self, client, grant):
        client.force_login(UserFactory())

        assert client.get("/konto/ta-bort/").status_code == 200
        response = client.post("/konto/ta-bort/")

        assert "accounts/erased.html" in [t.name for t in response.templates]
        assert "_auth_user_id" not in client.session

    def test_leaves_the_address_free(self, client, grant, at):
        user = UserFactory(email="anna@example.org")
        operations.erase(user=user, actor=actor(user), at=at)

        assert UserFactory(email="anna@example.org").pk != user.pk


class TestOwnData:
    def test_is_everything_of_every_room(self, client, grant, monkeypatch):
        monkeypatch.setattr(own_data, "_providers", {})
        own_data.register("cases", lambda user_id: [{"reference": "x"}])
        user = UserFactory(name="Åsa")
        signing.by_code(client, user)

        response = client.get("/konto/mina-uppgifter/", HTTP_USER_AGENT="Firefox")

        assert "Åsa" in response.content.decode()
        assert response.json()["cases"] == [{"reference": "x"}]
        assert response.json()["account"]["email"] == user.email
        assert len(response.json()["account"]["sessions"]) == 1

    def test_is_not_that_of_others(self, client, grant):
        other = UserFactory()
        client.force_login(UserFactory())

        assert other.email not in client.get("/konto/mina-uppgifter/").content.decode()


class TestSessions:
    def test_can_be_ended_elsewhere(self, client, grant, django_user_model):
        from django.test import Client

        user = UserFactory()
        elsewhere = Client()
        signing.by_code(elsewhere, user)
        signing.by_code(client, user)

        client.post("/konto/inloggningar/")

        assert client.get("/konto/").status_code == 200
        assert elsewhere.get("/konto/").status_code == 302

    @pytest.mark.parametrize(
        ("said", "shown"),
        [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0",
                "Firefox, Linux",
            ),
            ("Mozilla/5.0 (iPhone; CPU) Version/18 Safari/604", "Safari, iPhone"),
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Edg/140", "Edge, Windows"),
            ("curl/8", ""),
        ],
    )
    def test_are_shown_by_browser(self, said, shown):
        assert browsers.name_of(said) == shown


class TestTidy:
    def test_forgets_accounts_that_were_never_confirmed(self, client, at):
        old = UserFactory(joined_at=at - dt.timedelta(days=8))
        new = UserFactory(joined_at=at - dt.timedelta(days=6))
        for user in (old, new):
            EmailAddress.objects.create(user=user, email=user.email, verified=False)

        tasks.tidy(at)

        assert list(User.objects.all()) == [new]

    def test_keeps_those_whom_somebody_has_entered(self, at):
        user = UserFactory(joined_at=at - dt.timedelta(days=80))

        tasks.tidy(at)

        assert list(User.objects.all()) == [user]

    def test_forgets_sessions_that_have_ended(self, client, grant, at):
        signing.by_code(client, UserFactory())
        Session.objects.update(expire_date=at - dt.timedelta(days=1000))

        tasks.tidy(at)

        assert not Session.objects.exists()
        assert not UserSession.objects.exists()


class TestDemo:
    def test_signs_in_by_one_click(self, client, grant, settings):
        settings.DEMO = True
        user = UserFactory(name="Demo Handläggare")
        grant(user, "administrator")

        page = client.get("/konto/logga-in/")
        response = client.post("/konto/demo/logga-in/", {"user": user.pk})

        assert "Demo Handläggare" in page.content.decode()
        assert response.url == "/arbetsyta/"
        assert client.session["_auth_user_id"] == str(user.pk)

    def test_goes_to_no_other_site(self, client, grant, settings):
        settings.DEMO = True
        user = UserFactory()

        response = client.post(
            "/konto/demo/logga-in/", {"user": user.pk, "next": "//evil.example"}
        )

        assert response.url == "/konto/"

    def test_is_for_addresses_that_nobody_can_have(self, client, settings):
        settings.DEMO = True
        user = UserFactory(email="anna@boras.se")

        assert (
            client.post("/konto/demo/logga-in/", {"user": user.pk}).status_code == 404
        )

    @pytest.mark.parametrize("chosen", ["", "0", "x", "9" * 30, "²"])
    def test_is_404_for_nobody(self, client, settings, chosen):
        settings.DEMO = True

        assert client.post("/konto/demo/logga-in/", {"user": chosen}).status_code == 404

    def test_is_impossible_outside_a_demo(self, client, settings):
        settings.DEMO = False
        user = UserFactory(name="Demo Handläggare")

        page = client.get("/konto/logga-in/").content.decode()

        assert "Demo Handläggare" not in page
        assert (
            client.post("/konto/demo/logga-in/", {"user": user.pk}).status_code == 404
        )
        assert "_auth_user_id" not in client.session

    def test_needs_a_post(self, client, settings):
        settings.DEMO = True

        assert client.get("/konto/demo/logga-in/").status_code == 405
