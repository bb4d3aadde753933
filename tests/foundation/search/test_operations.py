import pytest
from django.core.management import call_command

from medverkan.foundation.audit.models import Event
from medverkan.foundation.search import documents, operations, queries
from medverkan.foundation.search.models import Meaning, SearchEntry
from tests.factories import files
from tests.factories import search as factory

pytestmark = pytest.mark.django_db


def total(text):
    return queries.find(text, audiences=["public"]).total


class TestUpdate:
    def test_takes_over_what_changed(self):
        document = factory.thing("Gunga")
        factory.change(document, title="Rutschkana")

        operations.update(factory.KIND, [document.object_id])

        assert (total("gunga"), total("rutschkana")) == (0, 1)

    def test_removes_what_nobody_may_find_any_more(self):
        document = factory.thing("Gunga")
        factory.hide(document)

        operations.update(factory.KIND, [document.object_id])

        assert total("gunga") == 0
        assert not SearchEntry.objects.exists()

    def test_moves_a_thing_to_another_audience(self):
        document = factory.thing("Gunga")
        factory.change(document, audience="staff")

        operations.update(factory.KIND, [document.object_id])

        assert total("gunga") == 0
        assert SearchEntry.objects.get().audience == "staff"

    def test_forgets_what_the_old_words_meant(self):
        document = factory.thing("Gunga")
        Meaning.objects.create(entry=SearchEntry.objects.get(), vector=b"x")

        operations.update(factory.KIND, [document.object_id])
        assert Meaning.objects.exists()
        factory.change(document, text="Trasig")
        operations.update(factory.KIND, [document.object_id])

        assert not Meaning.objects.exists()

    def test_is_the_same_when_done_twice(self):
        document = factory.thing("Gunga")

        assert operations.update(factory.KIND, [document.object_id]) == 1
        assert total("gunga") == 1

    def test_takes_as_many_queries_for_three_as_for_one(
        self, django_assert_max_num_queries
    ):
        ids = [factory.thing("Gunga").object_id for _ in range(3)]

        with django_assert_max_num_queries(6):
            operations.update(factory.KIND, ids)


class TestFollow:
    def test_updates_the_thing_that_an_event_names(self, at):
        document = factory.thing("Gunga")
        factory.change(document, title="Rutschkana")
        files.stored()
        event = Event.objects.get()
        event.subject_id = document.object_id

        operations.follow([event], at)

        assert total("rutschkana") == 1


class TestReindex:
    def test_makes_everything_right_again(self, capsys):
        kept, gone = factory.thing("Gunga"), factory.thing("Sandlåda")
        factory.change(kept, title="Rutschkana")
        factory.hide(gone)
        SearchEntry.objects.filter(object_id=kept.object_id).update(kind="forgotten")

        call_command("reindex")

        assert (total("gunga"), total("sandlåda"), total("rutschkana")) == (0, 0, 1)
        assert SearchEntry.objects.count() == 1


class TestRegister:
    def test_refuses_a_kind_twice(self):
        with pytest.raises(ValueError, match="twice"):
            documents.register(
                factory.KIND, build=lambda ids: [], every_id=list, url="home"
            )
