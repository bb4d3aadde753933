import pytest
from django.db import connection, transaction

from medverkan.foundation.audit import editions, wiring
from medverkan.reference.bodies.models import Topic
from tests.factories.bodies import TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def names():
    """The slugs of topics, kept; `names.reads` counts how often they were read."""

    def read():
        names.reads += 1
        return sorted(Topic.objects.values_list("slug", flat=True))

    names = editions.Kept(read, of=(Topic,))
    names.reads = 0
    return names


class TestKept:
    def test_reads_once_while_nothing_changes(self, names):
        TopicFactory(slug="parker")

        assert names() == names() == ["parker"]
        assert names.reads == 1

    def test_sees_a_new_row_at_once(self, names):
        assert names() == []
        TopicFactory(slug="parker")

        assert names() == ["parker"]

    def test_sees_a_change_that_no_model_was_asked_for(self, names):
        TopicFactory(slug="parker")
        names()
        Topic.objects.update(slug="gator")

        assert names() == ["gator"]

    def test_sees_that_a_row_is_gone(self, names):
        TopicFactory(slug="parker")
        names()
        Topic.objects.all().delete()

        assert names() == []

    def test_forgets_what_was_never_committed(self, names):
        names()
        with transaction.atomic():
            TopicFactory(slug="parker")
            assert names() == ["parker"]
            transaction.set_rollback(True)

        assert names() == []
        TopicFactory(slug="gator")
        assert names() == ["gator"]

    def test_keeps_nothing_before_there_is_an_edition(self, names):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM audit_edition")

        assert names() == names() == []
        assert names.reads == 2


class TestTriggers:
    def test_stand_on_every_table_that_is_kept(self):
        assert editions.missing() == []
        assert wiring.check_editions(databases=["default"]) == []

    def test_are_missed_when_they_are_gone(self):
        editions.remove()

        [warning] = wiring.check_editions(databases=["default"])
        assert warning.id == "audit.W002"
        assert "bodies_topic" in warning.msg

    def test_that_come_back_tell_of_what_changed_meanwhile(self, names):
        names()
        editions.remove()
        TopicFactory(slug="parker")
        assert names() == []

        editions.install()

        assert names() == ["parker"]
