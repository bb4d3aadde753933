import pytest

from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case, SecretLink
from tests.factories.cases import AT, lodged, officer_of

pytestmark = pytest.mark.django_db

URL = "/api/v1/cases/by-link"
TOKEN = "mN8xExempelExempelEx22"


def read(client, token=TOKEN):
    return client.get(URL, headers={"X-Secret-Link": token})


class TestOwnCase:
    def test_tells_what_its_page_tells(self, client):
        case = lodged(token=TOKEN)

        told = read(client).json()

        assert told["reference"] == case.reference
        assert told["title"] == "Lampan är trasig"
        assert told["messages"][0]["text"] == "Lampan vid bron är trasig."
        assert told["may_withdraw"] is True
        assert told["url"] is None

    def test_leaves_out_the_notes_of_officers(self, client):
        case = lodged(token=TOKEN)
        operations.note(case=case, text="Internt", actor=officer_of(case), at=AT)

        assert b"Internt" not in read(client).content

    def test_tells_only_how_far_it_has_come_where_it_may_be_secret(self, client):
        case = lodged(token=TOKEN)
        Case.objects.filter(pk=case.pk).update(is_protected=True)

        told = read(client).json()

        assert told["title"] is None
        assert told["messages"] == []
        assert told["timeline"]

    def test_is_never_kept_in_a_cache(self, client):
        lodged(token=TOKEN)

        assert "no-store" in read(client)["Cache-Control"]
        assert "Access-Control-Allow-Origin" not in read(client)


class TestLink:
    def test_is_needed(self, client):
        assert client.get(URL).status_code == 401

    @pytest.mark.parametrize("token", ["x" * 22, "å", "x" * 5000])
    def test_that_is_not_known_opens_nothing(self, client, token):
        assert read(client, token).status_code == 404

    def test_that_was_revoked_opens_nothing(self, client):
        lodged(token=TOKEN)
        SecretLink.objects.update(revoked_at=AT)

        assert read(client).status_code == 404
