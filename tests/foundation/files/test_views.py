import pytest
from django.http import Http404
from django.urls import resolve

from medverkan.foundation.files import access, operations, views
from medverkan.foundation.permissions import ANYONE, SYSTEM, Actor, Grant
from tests.factories import files as factory

pytestmark = pytest.mark.django_db

OFFICER = Actor(user_id=1, grants=frozenset({Grant("officer")}))


def only_officers(actor, file):
    return actor.has_role("officer")


access.register_gate("test", only_officers)


@pytest.fixture
def get(rf):
    def _get(file, actor):
        request = rf.get("/")
        request.actor = actor
        return views.download(request, file.name)

    return _get


class TestDownload:
    def test_hands_a_picture_to_whom_the_gate_lets_in(self, get):
        response = get(factory.stored(), OFFICER)

        assert response["Content-Type"] == "image/jpeg"
        assert response["Content-Disposition"] == 'inline; filename="bild.jpg"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert response["Cache-Control"] == "private, no-store"

    def test_saves_everything_else(self, get):
        response = get(factory.stored(content=factory.PDF, name="p.pdf"), OFFICER)

        assert response["Content-Disposition"] == 'attachment; filename="p.pdf"'

    def test_says_nothing_to_others(self, get):
        with pytest.raises(Http404):
            get(factory.stored(), ANYONE)

    def test_opens_nothing_without_a_gate(self, get):
        with pytest.raises(Http404):
            get(factory.stored(kind="unguarded"), OFFICER)

    def test_opens_nothing_that_was_set_aside(self, get, at):
        file = operations.quarantine(file=factory.stored(), actor=SYSTEM, at=at)

        with pytest.raises(Http404):
            get(file, OFFICER)

    def test_opens_no_copy_by_its_name(self, get):
        with pytest.raises(Http404):
            get(factory.published(), OFFICER)


class TestPublicCopy:
    def test_is_for_any_cache(self, rf):
        copy = factory.published()

        response = views.public_copy(rf.get("/"), path=copy.path)
        small = views.public_copy(rf.get("/"), path=copy.thumbnail_path)

        assert response["Cache-Control"] == "public, max-age=86400"
        assert small["Content-Type"] == "image/webp"

    def test_knows_no_private_path(self, rf):
        for path in (factory.stored().path, "", "../settings.py"):
            with pytest.raises(Http404):
                views.public_copy(rf.get("/"), path=path)


class TestGates:
    def test_a_kind_has_one_gate(self):
        with pytest.raises(ValueError, match="gate already"):
            access.register_gate("test", lambda actor, file: True)


class TestUrls:
    def test_public_copies_lie_under_media(self, settings):
        assert factory.published().url.startswith(settings.MEDIA_URL)

    @pytest.mark.urls("medverkan.foundation.files.urls")
    def test_a_path_leads_to_its_view(self):
        assert resolve("/media/ab/cd.jpg").kwargs == {"path": "ab/cd.jpg"}
