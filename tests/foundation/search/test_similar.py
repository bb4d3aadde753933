import json

import numpy as np
import pytest
from django.core.management import call_command
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medverkan.foundation.search import operations, snapshot, vectors
from medverkan.foundation.search.models import Meaning, SearchEntry
from medverkan.foundation.search.similar import similar
from tests.factories import search as factory

pytestmark = pytest.mark.django_db

OTHERS = (
    "Laddstolpar vid badhuset",
    "Höj lönen för undersköterskor",
    "Språkkafé på finska",
    "Stoppa höghuset vid sjön",
    "Gratis simskola",
    "Bevara den gamla brandstationen",
    "Ängsblommor i stället för gräsmattor",
    "Sommarjobb till alla sextonåringar",
)


@pytest.fixture
def others():
    for title in OTHERS:
        factory.thing(title)


def titles(text, **more):
    found = similar(text, **{"audiences": ["public"], "limit": 3} | more)
    return [one.entry.title for one in found]


@pytest.mark.usefixtures("others")
class TestSimilar:
    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("Hundrastgårdarna är för få", "Hundrastgård i parken"),
            ("Belysning saknas på gatan", "Gatubelysning på Ekvägen"),
            ("Soptunnor i parken", "Papperskorgar i parken"),
            ("hundrasgård", "Hundrastgård i parken"),
            ("Mobilerna stör lektionerna", "Förbjud telefoner i klassrummen"),
        ],
        ids=["inflection", "compound", "synonym", "misspelling", "other words"],
    )
    def test_finds_the_same_wish_however_written(self, text, title, learn):
        factory.thing(title)
        learn()

        assert titles(text)[0] == title

    def test_finds_by_words_before_anything_was_learned(self):
        factory.thing("Hundrastgård i parken")

        assert titles("En hundrastgård", by_meaning=False) == ["Hundrastgård i parken"]

    def test_finds_what_came_after_the_snapshot(self, learn):
        learn()
        factory.thing("Förbjud telefoner i klassrummen")
        for entry in SearchEntry.objects.filter(meaning=None):
            assert entry.title.startswith("Förbjud")
        learn_tail()

        assert titles("Mobilerna stör lektionerna")[0].startswith("Förbjud")

    def test_finds_a_thing_by_its_new_words_only(self, learn):
        document = factory.thing("Förbjud telefoner i klassrummen")
        learn()
        factory.change(document, title="Billigare glass")
        operations.update(factory.KIND, [document.object_id])
        learn_tail()

        assert titles("Mobilerna stör lektionerna") == []
        assert titles("Glassen är för dyr") == ["Billigare glass"]

    def test_says_nothing_when_nothing_is_alike(self, learn):
        learn()

        assert titles("hej") == []
        assert titles("") == []

    def test_gives_at_most_as_many_as_asked(self, learn):
        for number in range(5):
            factory.thing(f"Hundrastgård {number}")
        learn()

        assert len(titles("hundrastgård", limit=2)) == 2

    @pytest.mark.parametrize("audience", ["staff", "body:7"])
    def test_shows_nothing_that_the_audience_may_not_see(self, audience, learn):
        factory.thing("Hundrastgård i parken", audience=audience)
        learn()

        assert titles("Hundrastgård i parken") == []
        assert len(titles("Hundrastgård", audiences=[audience])) == 1

    def test_shows_nothing_that_was_hidden_since_it_was_learned(self, learn):
        document = factory.thing("Hundrastgård i parken")
        learn()
        factory.hide(document)
        operations.update(factory.KIND, [document.object_id])

        assert titles("Hundrastgård i parken") == []

    def test_narrows_by_kind(self, learn):
        factory.thing("Hundrastgård i parken")
        learn()

        assert titles("Hundrastgård", kinds=["other"]) == []

    @settings(
        suppress_health_check=[HealthCheck.function_scoped_fixture],
        max_examples=30,
        deadline=None,
    )
    @given(st.text(max_size=300), st.none() | st.text(max_size=20))
    def test_never_fails(self, text, place):
        similar(text, audiences=["public"], place=place)


class TestPlaces:
    def test_marks_the_same_wish_elsewhere_and_puts_it_after(self, learn):
        factory.thing("Hundrastgård i Fristad", place="Fristad")
        factory.thing("Hundrastgård i Hestra", place="Hestra")
        learn()

        here, elsewhere = similar("Hundrastgård i Hestra", audiences=["public"])

        assert (here.entry.place, here.is_elsewhere) == ("Hestra", False)
        assert (elsewhere.entry.place, elsewhere.is_elsewhere) == ("Fristad", True)
        with translation.override("en"):
            assert "The same place" in map(str, here.reasons)
            assert "Another place: Fristad" in map(str, elsewhere.reasons)

    def test_finds_what_is_said_of_the_place_in_other_words(self, learn):
        factory.thing("Renovering av badplatsen", place="Värmskog")
        learn()

        found = titles(
            "Fräscha upp stranden i Värmskog", by_meaning=False, least_score=0
        )

        assert found == ["Renovering av badplatsen"]

    def test_believes_the_place_given_before_the_text(self, learn):
        factory.thing("Hundrastgård i Hestra", place="Hestra")
        learn()

        found = similar("Hundrastgård", audiences=["public"], place="Fristad")

        assert [one.is_elsewhere for one in found] == [True]


class TestReasons:
    def test_name_the_words_shared(self, learn):
        factory.thing("Hundrastgård i parken")
        learn()

        with translation.override("en"):
            reasons = similar("Hundrastgården", audiences=["public"])[0].reasons
            assert "The same words: hundrastgården" in map(str, reasons)


class TestSimilarCommand:
    def test_writes_json(self, learn, capsys):
        factory.thing("Hundrastgård i parken")
        learn()

        call_command("similar", "Hundrastgårdar", "--json")

        row = json.loads(capsys.readouterr().out)[0]
        assert (row["title"], row["kind"]) == ("Hundrastgård i parken", factory.KIND)


def learn_tail():
    from medverkan.foundation.search import tasks

    before = snapshot.current().name
    while tasks.write_meanings(factory.AT):
        pass
    assert snapshot.current().name == before
    assert not SearchEntry.objects.filter(meaning=None).exists()
    assert Meaning.objects.exists()


class TestNearest:
    def test_of_many_are_those_that_comparing_all_gives(self):
        numbers = np.random.default_rng(7)
        middle = numbers.normal(size=384)
        rows = middle + 0.4 * numbers.normal(size=(6000, 384))
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        packed = np.clip(np.rint(rows * 400), -127, 127).astype(np.int8)
        many = vectors.of(
            (n, "k", "public", row.tobytes()) for n, row in enumerate(packed)
        )
        wanted = (rows[42] + 0.01 * numbers.normal(size=384)).astype(np.float32)
        wanted /= np.linalg.norm(wanted)

        places, sample = many.nearest(wanted, np.ones(6000, dtype=bool), count=10)

        exact = many.cosines_of(np.arange(6000), wanted)
        assert 42 in places
        assert len(set(places) & set(np.argsort(-exact)[:10])) >= 9
        assert abs(sample.mean() - exact.mean()) < 0.01
