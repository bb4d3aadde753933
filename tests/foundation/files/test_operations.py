import datetime as dt

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, transaction

from medverkan.foundation.audit.models import Event
from medverkan.foundation.files import operations, preparation, refusals, tasks
from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.files.states import Audience, State
from medverkan.foundation.permissions import SYSTEM
from medverkan.foundation.states import TransitionRefused
from tests.factories import files as factory

pytestmark = pytest.mark.django_db


class TestStore:
    def test_gives_content_a_private_row_and_an_event_without_names(self, at):
        file = factory.stored(name="Karin.jpg", at=at)

        event = Event.objects.get(name="file.stored")
        assert (file.audience, file.state, file.stored_at) == ("private", "checked", at)
        assert event.data == {
            "kind": "test",
            "media_type": "image/jpeg",
            "size": file.size,
        }

    def test_names_nothing_by_what_the_sender_called_it(self):
        file = factory.stored(name="Karin.jpg")

        assert "Karin" not in file.path + file.name


class TestPublishCopy:
    def test_lies_in_public_storage_with_words_for_the_picture(self):
        copy = factory.published()

        assert (copy.audience, copy.alt_text) == ("public", "En gunga utan sits")
        assert storages["default"].exists(copy.path)
        assert copy.thumbnail_url.startswith("/media/")

    def test_refuses_a_picture_without_words(self, at):
        prepared = preparation.prepare_copy(factory.stored())

        with pytest.raises(refusals.AltTextMissing):
            operations.publish_copy(prepared, alt_text=" ", actor=SYSTEM, at=at)

    def test_refuses_what_was_set_aside_meanwhile(self, at):
        file = factory.stored()
        prepared = preparation.prepare_copy(file)
        operations.quarantine(file=file, actor=SYSTEM, at=at)

        with pytest.raises(refusals.KeptPrivate):
            operations.publish_copy(prepared, alt_text="Gunga", actor=SYSTEM, at=at)

    def test_is_the_only_public_thing(self):
        file = factory.stored()

        with pytest.raises(IntegrityError), transaction.atomic():
            StoredFile.objects.filter(pk=file.pk).update(audience=Audience.PUBLIC)


class TestQuarantine:
    def test_erases_public_copies(self, at, django_capture_on_commit_callbacks):
        copy = factory.published()
        path = copy.path

        with django_capture_on_commit_callbacks(execute=True):
            file = operations.quarantine(file=copy.copy_of, actor=SYSTEM, at=at)

        copy.refresh_from_db()
        assert (file.state, copy.state) == (State.QUARANTINED, State.ERASED)
        assert not storages["default"].exists(path)

    def test_is_refused_twice(self, at):
        file = operations.quarantine(file=factory.stored(), actor=SYSTEM, at=at)

        with pytest.raises(TransitionRefused):
            operations.quarantine(file=file, actor=SYSTEM, at=at)

    def test_can_be_taken_back(self, at):
        file = operations.quarantine(file=factory.stored(), actor=SYSTEM, at=at)

        assert operations.release(file=file, actor=SYSTEM, at=at).state == State.CHECKED


class TestErase:
    def test_leaves_the_row_without_content_and_name(
        self, at, django_capture_on_commit_callbacks
    ):
        file = factory.stored()
        path = file.path

        with django_capture_on_commit_callbacks(execute=True):
            erased = operations.erase(file=file, actor=SYSTEM, at=at)

        assert (erased.original_name, erased.path) == ("", "")
        assert erased.sha256 == file.sha256
        assert not storages["private"].exists(path)

    def test_keeps_the_content_when_the_transaction_fails(self, at):
        file = factory.stored()

        with transaction.atomic():
            operations.erase(file=file, actor=SYSTEM, at=at)
            transaction.set_rollback(True)

        assert storages["private"].exists(file.path)

    def test_is_refused_twice(self, at):
        file = operations.erase(file=factory.stored(), actor=SYSTEM, at=at)

        with pytest.raises(TransitionRefused):
            operations.erase(file=file, actor=SYSTEM, at=at)


class TestSweep:
    def test_takes_what_nothing_refers_to_after_a_day(
        self, at, django_capture_on_commit_callbacks
    ):
        file = factory.stored(at=at)

        with django_capture_on_commit_callbacks(execute=True):
            tasks.sweep(at + dt.timedelta(days=1))
            assert StoredFile.objects.filter(pk=file.pk).exists()
            tasks.sweep(at + dt.timedelta(days=1, seconds=1))

        assert not StoredFile.objects.exists()
        assert not storages["private"].exists(file.path)

    def test_leaves_what_is_in_use(self, at):
        copy = factory.published(factory.stored(at=at))

        tasks.sweep(at + dt.timedelta(days=9))

        assert StoredFile.objects.filter(pk__in=[copy.pk, copy.copy_of_id]).count() == 2

    def test_takes_content_that_never_got_a_row(self, at):
        prepared = preparation.prepare(factory.upload())
        written = storages["private"].get_modified_time(prepared.path)

        assert tasks.sweep(written) == 0
        assert tasks.sweep(written + dt.timedelta(days=2)) == 1
        assert not storages["private"].exists(prepared.path)
