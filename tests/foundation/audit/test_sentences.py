from __future__ import annotations

import pytest
from django.utils.translation import override

from medverkan.foundation.audit import sentences, types
from medverkan.foundation.audit.models import Event

MOVED = types.register(
    types.EventType(
        name="thing.moved",
        sentence="From %(from_place)s to %(to_place)s on %(on_date)s, paid: %(is_paid)s",
        data={
            "from_place": int,
            "to_place": int | None,
            "on_date": str,
            "is_paid": bool,
        },
    )
)
DATA = {"from_place": 1, "to_place": 2, "on_date": "2026-11-10", "is_paid": True}


@pytest.fixture
def places(monkeypatch):
    monkeypatch.setattr(sentences, "_labellers", dict(sentences._labellers))
    asked = []

    def names(values):
        asked.append(set(values))
        return {value: f"place {value}" for value in values if value != 9}

    sentences.label("place", names)
    return asked


def _event(**data):
    return Event(name=MOVED.name, data={**DATA, **data})


class TestSentence:
    def test_puts_values_into_words(self, places):
        with override("en"):
            words = sentences.sentence(_event())

        assert words == "From place 1 to place 2 on Nov. 10, 2026, paid: yes"

    def test_is_in_the_readers_language(self, places):
        with override("sv"):
            words = sentences.sentence(_event())

        assert words.endswith("on 10 november 2026, paid: ja")

    def test_reads_a_word_as_the_room_of_the_event_means_it(self, places):
        sentences.label("thing.place", lambda values: {1: "home", 2: "school"})

        assert sentences.sentence(_event()).startswith("From home to school")

    def test_keeps_another_room_from_taking_a_word_over(self, places):
        with pytest.raises(ValueError, match="place is put into words twice"):
            sentences.label("place", lambda values: {})

    def test_says_that_data_was_destroyed(self, places):
        with override("sv"):
            words = sentences.sentence(_event(from_place=9))

        assert words.startswith("From uppgift gallrad enligt beslut to")

    def test_shows_what_is_not_known_as_a_dash(self, places):
        assert "to – on" in sentences.sentence(_event(to_place=None))

    def test_names_an_event_that_nothing_describes_any_more(self):
        words = sentences.sentence(Event(name="gone.gone", data={}))

        assert "gone.gone" in words


class TestSentences:
    def test_look_values_up_once(self, places):
        sentences.sentences([_event(), _event(from_place=3)])

        assert places == [{1, 2, 3}]
