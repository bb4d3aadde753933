import json
import logging

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from medverkan.foundation.accounts import identify
from medverkan.foundation.accounts.models import User
from medverkan.foundation.accounts.person_keys import (
    PERSONAL_IDENTITY_NUMBER,
    person_key,
)
from medverkan.foundation.permissions import IdentityLevel
from tests.factories.accounts import UserFactory
from tests.foundation.accounts.provider import (
    COORDINATION_CLAIM,
    GIVEN_NAME,
    LOA2,
    NUMBER,
    NUMBER_CLAIM,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.foundation.accounts.test_identify"),
    # The provider runs in this process and is built on a library that changes.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib"),
]

COORDINATION_NUMBER = "199001612382"
learned: list[tuple[str, identify.Identified]] = []


def note(request, reference, identified):
    learned.append((reference, identified))
    return HttpResponse("voted")


VOTE = identify.Purpose(
    name="tests.vote",
    keys=lambda reference: {"ballot": b"key of " + reference.encode()},
    done=note,
    back=lambda reference: f"/vote/{reference}/",
)


@require_POST
def vote(request, reference):
    return identify.start(request, purpose=VOTE, reference=reference)


urlpatterns = [
    path("vote/<str:reference>/", vote),
    path("", include("medverkan.foundation.accounts.callback_urls")),
    path("", include("medverkan.foundation.accounts.urls")),
]


@pytest.fixture(autouse=True)
def _purpose(monkeypatch):
    monkeypatch.setattr(identify, "_purposes", {VOTE.name: VOTE})
    learned.clear()


def go_there(client, eid, reference="b1", subject="a-subject", **more):
    return eid.prove(client.post(f"/vote/{reference}/").url, subject, **more)


def tag_of(number, reference="b1"):
    return person_key(
        key=b"key of " + reference.encode(),
        scheme=PERSONAL_IDENTITY_NUMBER,
        identity=number,
    )


class TestIdentifying:
    def test_gives_level_and_tags_and_makes_no_account(self, client, eid):
        eid.person()

        response = client.get(go_there(client, eid))

        assert response.content == b"voted"
        assert learned == [
            ("b1", identify.Identified(IdentityLevel.LOA3, {"ballot": tag_of(NUMBER)}))
        ]
        assert not User.objects.exists()
        assert "_auth_user_id" not in client.session

    def test_gives_one_person_one_tag_for_one_key(self, client, eid):
        eid.person("bankid")
        eid.person("freja")

        client.get(go_there(client, eid, subject="bankid"))
        client.get(go_there(client, eid, subject="freja"))
        client.get(go_there(client, eid, "b2", subject="freja"))

        tags = [identified.tags["ballot"] for _reference, identified in learned]
        assert tags[0] == tags[1] != tags[2]

    def test_takes_a_coordination_number(self, client, eid):
        eid.person(
            "guest", **{NUMBER_CLAIM: "", COORDINATION_CLAIM: COORDINATION_NUMBER}
        )

        client.get(go_there(client, eid, subject="guest"))

        assert learned[0][1].tags == {"ballot": tag_of(COORDINATION_NUMBER)}

    def test_uses_pkce_a_nonce_and_asks_for_the_number(self, client, eid):
        client.get(go_there(client, eid, subject=eid.person()))

        assert eid.pkce_holds()
        assert eid.asked[-1]["nonce"]
        assert "https://id.oidc.se/scope/naturalPersonNumber" in eid.asked[-1]["scope"]

    def test_leaves_no_session_behind(self, client, eid):
        client.get(go_there(client, eid, subject=eid.person()))

        assert not client.cookies["sessionid"].value

    def test_leaves_the_session_of_whoever_is_signed_in(self, client, eid):
        user = UserFactory()
        client.force_login(user)

        client.get(go_there(client, eid, subject=eid.person()))

        assert client.session["_auth_user_id"] == str(user.pk)
        assert "accounts_identify" not in client.session


class TestComingBack:
    def test_a_second_time_gives_nothing(self, client, eid):
        eid.person()
        back = go_there(client, eid)
        client.get(back)

        assert client.get(back).status_code == 401
        assert len(learned) == 1

    def test_with_a_session_put_back_gives_nothing(self, client, eid):
        eid.person()
        back = go_there(client, eid)
        kept = dict(client.session)
        client.get(back)
        session = client.session
        session.update(kept)
        session.save()
        client.cookies["sessionid"] = session.session_key

        assert client.get(back).status_code == 401
        assert len(learned) == 1

    def test_in_another_browser_gives_nothing(self, client, eid):
        eid.person()
        back = go_there(client, eid)
        client.cookies.clear()

        assert client.get(back).status_code == 401
        assert not learned

    def test_with_another_state_gives_nothing(self, client, eid):
        eid.person()
        back = go_there(client, eid)

        assert client.get(back.replace("state=", "state=x")).status_code == 401
        assert not learned

    def test_too_late_says_so(self, client, eid, monkeypatch):
        eid.person()
        back = go_there(client, eid)
        monkeypatch.setattr(identify, "SECONDS", -1)

        response = client.get(back)

        assert response.status_code == 401
        assert response.context["failure"] == "expired"
        assert response.context["back_url"] == "/vote/b1/"

    def test_without_having_shown_anything_says_so(self, client, eid):
        eid.person()

        response = client.get(go_there(client, eid, deny=True))

        assert response.context["failure"] == "cancelled"

    @pytest.mark.parametrize(
        ("claims", "failure"),
        [
            ({"acr": LOA2}, "level_too_low"),
            ({"acr": "http://somewhere/loa3"}, "level_too_low"),
            ({NUMBER_CLAIM: ""}, "no_number"),
            ({NUMBER_CLAIM: "199001012386"}, "no_number"),
        ],
    )
    def test_with_too_little_says_so(self, client, eid, claims, failure):
        eid.person("weak", **claims)

        response = client.get(go_there(client, eid, subject="weak"))

        assert response.status_code == 401
        assert response.context["failure"] == failure
        assert not learned

    def test_with_a_code_of_somebody_else_gives_nothing(self, client, eid):
        eid.person()
        back = go_there(client, eid)

        response = client.get(back.replace("code=", "code=x"))

        assert response.context["failure"] == "provider"

    def test_speaks_the_language_one_left_in(self, client, eid):
        eid.person("weak", acr=LOA2)
        session = client.session
        back = go_there(client, eid, subject="weak")
        session = client.session
        pending = session["accounts_identify"]
        session["accounts_identify"] = {**pending, "language": "en"}
        session.save()

        assert "You were not identified" in client.get(back).content.decode()


class TestStarting:
    def test_needs_a_provider(self, rf):
        with pytest.raises(identify.NoProvider):
            identify.start(rf.post("/"), purpose=VOTE, reference="b1")

    def test_takes_a_name_once(self):
        with pytest.raises(ValueError, match="twice"):
            identify.register(
                identify.Purpose(
                    name=VOTE.name, keys=VOTE.keys, done=VOTE.done, back=VOTE.back
                )
            )


def everything_kept():
    """Return the whole database as text: every table, sessions and cache among them."""
    kept = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            kept += [" ".join(map(str, row)) for row in cursor.fetchall()]
    return "\n".join(kept)


def sessions_in_words():
    from django.contrib.sessions.models import Session

    return json.dumps([session.get_decoded() for session in Session.objects.all()])


class TestTheNumber:
    """Neither number, subject nor name is anywhere once the person is back."""

    SECRETS = (NUMBER, NUMBER[2:], f"{NUMBER[2:8]}-{NUMBER[8:]}", "subject-19900101")

    @pytest.fixture
    def kept(self, client, eid, caplog, settings):
        caplog.set_level(logging.DEBUG)
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": "cache",
            }
        }
        call_command("createcachetable", verbosity=0)
        user = UserFactory()
        client.force_login(user)
        subject = eid.person("subject-19900101-2385")
        start = "/konto/e-legitimation/logga-in/"
        client.get(eid.prove(client.post(f"{start}?process=connect").url, subject))
        client.logout()
        client.get(eid.prove(client.post(start).url, subject))
        client.get(go_there(client, eid, subject=subject))
        client.logout()
        other = eid.person("subject-19900101-other")
        client.get(eid.prove(client.post(start).url, other))
        client.get(go_there(client, eid, subject=eid.person("weak", acr=LOA2)))
        assert learned
        log = "\n".join(
            f"{record.getMessage()} {record.exc_text or ''}"
            for record in caplog.records
            if not record.name.startswith(("werkzeug", "oidc", "authlib", "urllib3"))
        )
        letters = "\n".join(letter.message().as_string() for letter in mail.outbox)
        return {
            "database": everything_kept(),
            "sessions": sessions_in_words(),
            "log": log,
            "letters": letters,
        }

    def test_is_found_nowhere(self, kept):
        found = {
            (place, secret)
            for place, text in kept.items()
            for secret in (*self.SECRETS, GIVEN_NAME)
            if secret in text
        }

        assert found == set()

    def test_would_be_found(self, kept):
        UserFactory(name=NUMBER)

        assert NUMBER in everything_kept()
