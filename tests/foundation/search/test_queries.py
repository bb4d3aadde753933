import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medverkan.foundation.search import queries
from tests.factories import search as factory

pytestmark = pytest.mark.django_db


def found(text, **more):
    page = queries.find(text, **{"audiences": ["public"]} | more)
    return ["".join(piece.text for piece in hit.title) for hit in page.hits]


class TestFind:
    @pytest.mark.parametrize(
        ("text", "title", "language"),
        [
            ("lekplatserna", "Ny lekplats i Hestra", "sv"),
            ("LEKPLATS", "Fler lekplatser", "sv"),
            ("trottoarerna", "Halka på en trottoar", "sv"),
            ("trottoar", "Saltade trottoarer", "sv"),
            ("lek", "Fler lekplatser", "sv"),
            ("cykel", "Cykelväg till Sandared", "sv"),
            ("leikkipuisto", "Uusi leikkipuisto keskustaan", "fi"),
            ("leikkipuistot", "Uusi leikkipuisto keskustaan", "fi"),
            ("playgrounds", "A new playground", "en"),
            ("حديقة", "نريد حديقة جديدة", "ar"),
            ("lekplats 2026", "Lekplats 2026", "sv"),
        ],
    )
    def test_knows_other_forms_of_a_word(self, text, title, language):
        factory.thing(title, language=language)
        factory.thing("Något helt annat")

        assert found(text) == [title]

    def test_asks_for_all_words_when_something_has_them(self):
        factory.thing("Lekplats i Sandared")
        factory.thing("Lekplats i Hestra")

        assert found("lekplats hestra") == ["Lekplats i Hestra"]

    def test_else_takes_some_of_the_words(self):
        factory.thing("Lekplats i Sandared")

        assert found("lekplats med gungor") == ["Lekplats i Sandared"]

    @pytest.mark.parametrize("text", ["belysning", "gatubelysnig"])
    def test_else_takes_compounds_and_what_is_spelled_nearly_so(self, text, learn):
        factory.thing("Gatubelysning saknas")
        learn()

        assert found(text) == ["Gatubelysning saknas"]

    def test_puts_words_of_the_title_first(self):
        factory.thing("Trasig gunga", "Den är farlig")
        factory.thing("Farlig park", "Bland annat en trasig gunga. Och mycket mer.")

        assert found("trasig gunga") == ["Trasig gunga", "Farlig park"]

    def test_puts_newer_first_among_equals(self):
        factory.thing("Gunga", place="a", at=factory.AT - dt.timedelta(days=700))
        new = factory.thing("Gunga", place="b")

        hits = queries.find("gunga", audiences=["public"]).hits

        assert hits[0].object_id == new.object_id

    def test_shows_only_what_the_audience_may_find(self):
        factory.thing("Gunga för alla")
        factory.thing("Gunga för personal", audience="staff")
        factory.thing("Gunga för nämnden", audience="body:7")

        assert found("gunga") == ["Gunga för alla"]
        assert len(found("gunga", audiences=["public", "body:7"])) == 2
        assert found("gunga", audiences=[]) == []
        assert queries.find("gunga", audiences=["public"]).total == 1

    def test_narrows_by_kind_and_language(self):
        factory.thing("Park", language="en")
        factory.thing("Park")

        assert len(found("park", kinds=[factory.KIND])) == 2
        assert found("park", kinds=["other"]) == []
        assert len(found("park", language="en")) == 1

    def test_gives_a_page_and_the_total(self):
        for _ in range(5):
            factory.thing("Gunga")

        page = queries.find("gunga", audiences=["public"], limit=2, offset=4)

        assert (len(page.hits), page.total) == (1, 5)

    def test_takes_three_queries_whatever_it_finds(self, django_assert_num_queries):
        for _ in range(3):
            factory.thing("Gunga", "En gunga till")

        with django_assert_num_queries(3):
            queries.find("gunga", audiences=["public"])

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "   ",
            '"',
            "'); --",
            "a OR",
            "NEAR(",
            "*",
            "title:",
            "🙂",
            "\x00",
            "-" * 50,
            "gunga " * 2000,
            "x" * 10000,
            "%s %d",
            "\\",
            "{title}:x",
            "i och att",
        ],
    )
    def test_accepts_anything(self, text):
        factory.thing("Gunga")

        assert len(found(text)) <= 1

    @settings(
        suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60
    )
    @given(st.text(max_size=120))
    def test_never_fails(self, text):
        queries.find(text, audiences=["public"])

    def test_shows_the_words_in_their_place(self):
        factory.thing(
            "Park", "Ord " * 100 + "Vid <b>gungorna</b> är det halt. " + "Ord " * 99
        )

        pieces = queries.find("gunga", audiences=["public"]).hits[0].excerpt

        assert [piece.text for piece in pieces if piece.is_match] == ["gungorna"]
        assert "<b>" in "".join(piece.text for piece in pieces)
        assert len("".join(piece.text for piece in pieces)) < 220
