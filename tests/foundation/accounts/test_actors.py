import pytest

from medverkan.foundation.accounts import grants
from medverkan.foundation.accounts.actors import actor_of
from medverkan.foundation.permissions import ANYONE, Grant, IdentityLevel
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


class TestActorOf:
    def test_holds_what_every_provider_says(self, monkeypatch, at):
        user = UserFactory()
        monkeypatch.setattr(grants, "_providers", [])
        grants.register(lambda user_id, at: [Grant("officer", body_id=7)])
        grants.register(lambda user_id, at: [Grant("editor")])

        actor = actor_of(user, at)

        assert actor.user_id == user.pk
        assert actor.grants == {Grant("officer", body_id=7), Grant("editor")}

    def test_knows_its_user_by_email_unless_told_more(self, at):
        user = UserFactory()

        assert actor_of(user, at).identity_level == IdentityLevel.EMAIL
        assert (
            actor_of(user, at, identity_level=IdentityLevel.LOA3).identity_level
            == IdentityLevel.LOA3
        )

    def test_asks_about_the_time_given(self, monkeypatch, at):
        asked = []
        monkeypatch.setattr(
            grants, "_providers", [lambda user_id, at: asked.append(at) or []]
        )

        actor_of(UserFactory(), at)

        assert asked == [at]

    def test_is_anyone_when_the_account_is_closed(self, at):
        assert actor_of(UserFactory(is_active=False), at) == ANYONE
