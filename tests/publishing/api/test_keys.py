import pytest
from django.core.cache import cache

from medverkan.foundation.audit.models import Event
from medverkan.foundation.design.errors import TooManyRequests
from medverkan.foundation.permissions import ANYONE, NotPermitted
from medverkan.publishing.api import keys, operations
from medverkan.publishing.api.models import ApiKey
from tests.factories.api import administrator, issued

pytestmark = pytest.mark.django_db


class TestKey:
    def test_opens_with_its_secret(self):
        made = issued()

        assert keys.key_of(made.secret) == made.key

    def test_is_kept_as_a_hash_only(self):
        made = issued()

        row = ApiKey.objects.filter(pk=made.key.pk).values().get()
        assert made.secret not in str(row)

    @pytest.mark.parametrize("secret", ["", "x" * 22, "\x00"])
    def test_is_refused_where_there_is_none(self, secret):
        issued()

        with pytest.raises(keys.UnknownKey):
            keys.key_of(secret)

    def test_opens_no_more_once_revoked(self, at):
        made = issued(at)

        operations.revoke_key(key=made.key, actor=administrator(), at=at)

        with pytest.raises(keys.UnknownKey):
            keys.key_of(made.secret)

    def test_is_revoked_once_when_told_twice(self, at):
        made = issued(at)
        for _ in range(2):
            operations.revoke_key(key=made.key, actor=administrator(), at=at)

        assert Event.objects.filter(name="api_key.revoked").count() == 1

    def test_is_issued_by_administrators_only(self, at):
        with pytest.raises(NotPermitted):
            operations.issue_key(name="x", contact="x@y.se", actor=ANYONE, at=at)

    def test_is_revoked_by_administrators_only(self, at):
        with pytest.raises(NotPermitted):
            operations.revoke_key(key=issued(at).key, actor=ANYONE, at=at)

    def test_hands_in_so_much_a_minute(self, at, settings):
        cache.clear()
        settings.API_WRITES_PER_MINUTE = 2
        key = issued(at).key
        for _ in range(2):
            keys.count_writing(key, at=at)

        with pytest.raises(TooManyRequests):
            keys.count_writing(key, at=at)


class TestPage:
    def test_shows_the_secret_of_a_new_key_once(self, as_role):
        client = as_role("administrator")
        form = {"once_key": "k" * 22, "name": "Appen", "contact": "app@example.org"}

        first = client.post("/arbetsyta/drift/nycklar/", form)
        second = client.post("/arbetsyta/drift/nycklar/", form)

        secret = first.context["issued"].secret
        assert secret in first.content.decode()
        assert secret not in second.content.decode()
        assert ApiKey.objects.count() == 1

    def test_says_what_is_missing(self, as_role):
        response = as_role("administrator").post(
            "/arbetsyta/drift/nycklar/", {"once_key": "k"}
        )

        assert response.status_code == 422
        assert ApiKey.objects.count() == 0

    def test_revokes(self, as_role):
        key = issued().key

        as_role("administrator").post(f"/arbetsyta/drift/nycklar/{key.hint}/aterkalla/")

        key.refresh_from_db()
        assert not key.is_valid

    def test_is_closed_to_officers(self, as_role):
        response = as_role("officer").get("/arbetsyta/drift/nycklar/")

        assert response.status_code == 403
