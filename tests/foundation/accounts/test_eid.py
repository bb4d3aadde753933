import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken

from medverkan.foundation.accounts import eid as room
from medverkan.foundation.accounts.actors import actor_of_request
from medverkan.foundation.permissions import IdentityLevel
from tests.factories.accounts import UserFactory
from tests.foundation.accounts.provider import GIVEN_NAME, LOA2, LOA3, LOA4, NUMBER

pytestmark = [
    pytest.mark.django_db,
    # The provider runs in this process and is built on a library that changes.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib"),
]

START = "/konto/e-legitimation/logga-in/"


def sign_in(client, eid, subject, start=START):
    response = client.post(start)
    return client.get(eid.prove(response.url, subject))


@pytest.fixture
def connected(client, eid):
    """Return a user who has added the e-ID of `a-subject`."""
    user = UserFactory()
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    client.force_login(user)
    sign_in(client, eid, eid.person(), f"{START}?process=connect")
    client.logout()
    return user


def actor_of_session(client, user, rf, at):
    request = rf.get("/")
    request.COOKIES["sessionid"] = client.session.session_key
    request.session, request.user = client.session, user
    return actor_of_request(request, at)


class TestSigningIn:
    @pytest.mark.parametrize(
        ("acr", "level"),
        [
            (LOA2, IdentityLevel.LOA2),
            (LOA3, IdentityLevel.LOA3),
            (LOA4, IdentityLevel.LOA4),
        ],
    )
    def test_gives_the_level_the_provider_vouches_for(
        self, client, eid, connected, rf, at, acr, level
    ):
        sign_in(client, eid, eid.person(acr=acr))

        actor = actor_of_session(client, connected, rf, at)
        assert actor.user_id == connected.pk
        assert actor.identity_level == level

    @pytest.mark.parametrize("acr", ["", "urn:something:else", f"{LOA3}x"])
    def test_is_refused_with_a_level_we_do_not_know(self, client, eid, connected, acr):
        response = sign_in(client, eid, eid.person(acr=acr))

        assert response.status_code == 401
        assert "_auth_user_id" not in client.session

    def test_knows_a_level_by_the_name_of_the_broker(
        self, client, eid, connected, rf, at, settings
    ):
        settings.EID = {**settings.EID, "levels": {"urn:bankid": "3"}}

        sign_in(client, eid, eid.person(acr="urn:bankid"))

        actor = actor_of_session(client, connected, rf, at)
        assert actor.identity_level == IdentityLevel.LOA3

    def test_counts_as_a_second_factor_from_level_three(
        self, client, eid, connected, grant, rf, at
    ):
        grant(connected, "administrator")

        sign_in(client, eid, eid.person(acr=LOA2))
        assert not actor_of_session(client, connected, rf, at).has_role("administrator")
        client.logout()

        sign_in(client, eid, eid.person(acr=LOA3))
        assert actor_of_session(client, connected, rf, at).has_role("administrator")

    def test_uses_pkce_and_asks_for_no_more_than_it_needs(self, client, eid, connected):
        sign_in(client, eid, "a-subject")

        assert eid.pkce_holds()
        assert eid.asked[-1]["scope"] == "openid"
        assert eid.asked[-1]["acr_values"] == LOA3

    def test_ignores_what_the_visitor_adds_to_the_question(self, client, eid):
        response = client.post(f"{START}?scope=profile&auth_params=acr_values%3Dlow")
        eid.prove(response.url, eid.person())

        assert eid.asked[-1]["scope"] == "openid"
        assert eid.asked[-1]["acr_values"] == LOA3

    def test_keeps_a_hashed_subject_and_nothing_else(self, connected):
        account = SocialAccount.objects.get(user=connected)

        assert account.extra_data == {}
        assert len(account.uid) == 64
        assert "a-subject" not in account.uid
        assert not SocialToken.objects.exists()

    def test_of_somebody_new_asks_for_an_address(self, client, eid):
        response = sign_in(client, eid, eid.person("newcomer"))

        assert response.url == "/konto/skapa/e-legitimation/"
        assert client.get(response.url).status_code == 200
        pending = str(client.session["socialaccount_sociallogin"])
        assert "token" not in pending
        assert GIVEN_NAME not in pending
        assert NUMBER not in pending

    def test_that_is_stopped_says_so(self, client, eid):
        response = client.post(START)

        back = client.get(eid.prove(response.url, eid.person(), deny=True), follow=True)

        assert back.status_code == 200
        assert back.request["PATH_INFO"] == "/konto/logga-in/e-legitimation/avbruten/"

    def test_comes_back_once(self, client, eid, connected):
        response = client.post(START)
        back = eid.prove(response.url, "a-subject")
        client.get(back)
        client.logout()

        assert client.get(back).status_code == 401
        assert "_auth_user_id" not in client.session

    def test_comes_back_to_the_same_browser(self, client, eid, connected):
        response = client.post(START)
        back = eid.prove(response.url, "a-subject")
        client.cookies.clear()

        assert client.get(back).status_code == 401

    def test_needs_a_post_to_begin(self, client, eid):
        response = client.get(START)

        assert response.status_code == 200
        assert not eid.asked

    def test_is_not_there_where_none_is_configured(self, client):
        assert client.post(START).status_code == 404
        assert client.get("/konto/e-legitimation/tillbaka/?code=x").status_code == 404


class TestLevels:
    def test_of_eidas_and_of_non_residents_are_known(self):
        known = {
            "http://id.elegnamnden.se/loa/1.0/eidas-nf-sub": IdentityLevel.LOA3,
            "http://id.elegnamnden.se/loa/1.0/eidas-low": IdentityLevel.LOA2,
            "http://id.swedenconnect.se/loa/1.0/loa2-nonresident": IdentityLevel.LOA2,
        }

        assert {acr: room.level_of({"acr": acr}) for acr in known} == known


class TestOnesOwnEId:
    PAGE = "/konto/e-legitimation/"

    def test_is_not_offered_where_the_municipality_takes_none(self, client):
        client.force_login(UserFactory())

        page = client.get(self.PAGE).content.decode()

        assert START not in page
        assert "/konto/sakerhet/nycklar/ny/" in page

    def test_can_be_removed_though_none_is_taken_any_more(
        self, client, connected, settings
    ):
        settings.EID = {**settings.EID, "server_url": ""}
        client.force_login(connected)

        page = client.get(self.PAGE).content.decode()

        assert 'name="account"' in page
        assert START not in page
