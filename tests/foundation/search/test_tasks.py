import datetime as dt

import pytest

from medverkan.foundation.search import snapshot, tasks
from medverkan.foundation.search.models import Meaning
from tests.factories import search as factory

pytestmark = pytest.mark.django_db


def now():
    return dt.datetime.fromtimestamp(snapshot.age(), tz=dt.UTC)


class TestWriteMeanings:
    def test_writes_one_for_each_entry_and_then_rests(self, at):
        factory.thing("Gunga")
        factory.thing("Rutschkana")

        assert (tasks.write_meanings(at), tasks.write_meanings(at)) == (2, 0)
        assert {len(m.vector) for m in Meaning.objects.all()} == {384}

    def test_rests_when_meaning_is_switched_off(self, at, settings):
        settings.SEARCH_BY_MEANING = False
        factory.thing("Gunga")

        assert tasks.write_meanings(at) == 0


class TestWriteSnapshot:
    def test_writes_the_first_at_once(self, at):
        factory.thing("Gunga", place="Hestra")

        assert tasks.write_snapshot(at) == 1
        assert snapshot.current().places.names == ["Hestra"]
        assert snapshot.current().vocabulary.counts["gung"] == 1

    def test_waits_ten_minutes_for_the_next(self, at):
        tasks.write_snapshot(at)
        factory.thing("Gunga")

        assert tasks.write_snapshot(now() + dt.timedelta(minutes=9)) == 0
        assert tasks.write_snapshot(now() + dt.timedelta(minutes=11)) == 1

    def test_rests_when_nothing_has_changed(self, at):
        tasks.write_snapshot(at)

        assert tasks.write_snapshot(now() + dt.timedelta(days=1)) == 0

    def test_keeps_the_last_two(self, settings):
        for _ in range(4):
            snapshot.write()

        folders = [path for path in settings.SEARCH_ROOT.iterdir() if path.is_dir()]
        assert len(folders) == 2


class TestCurrent:
    def test_is_empty_before_there_is_any(self):
        assert snapshot.current().entry_count == 0
