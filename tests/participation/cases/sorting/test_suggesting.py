import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medverkan.participation.cases.sorting import suggest
from medverkan.reference.pathways.choices import Category

AT = dt.datetime(2026, 11, 10, 13, 0, tzinfo=dt.UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("way")]


class TestSuggest:
    def test_starts_well_with_the_words_of_topics_alone(self, topics):
        said = suggest("Halkan på gatan är livsfarlig!", at=AT)

        assert said.topic == topics["snorojning"]
        assert said.reasons == ("halkan",)
        assert said.body == topics["snorojning"].body
        assert (said.version, said.example_count) == (0, 0)

    def test_rather_says_nothing_than_guesses(self, topics):
        said = suggest("Min katt heter Sven", at=AT)

        assert (said.topic, said.body, said.category) == (None, None, None)

    @pytest.mark.parametrize(
        ("text", "category"),
        [
            ("Lampan är trasig", Category.FAULT_REPORT),
            ("The lamp is broken", Category.FAULT_REPORT),
            ("Lamppu on rikki", Category.FAULT_REPORT),
            ("När öppnar biblioteket?", Category.QUESTION),
            ("Tack för ett fantastiskt bibliotek", Category.PRAISE),
            ("Vi borde få fler bänkar", Category.SUGGESTION),
            ("Det är oacceptabelt att ingen svarar", Category.COMPLAINT),
        ],
    )
    def test_tells_what_kind_it_is(self, text, category):
        assert suggest(text, at=AT).category == category

    def test_knows_the_language_and_why(self):
        said = suggest("Kirjasto on aina kiinni kun tulen", at=AT)

        assert said.language == "fi"
        assert "on" in said.language_words

    @pytest.mark.parametrize("text", ["", "😀😀", "\u202eabc", "?" * 50, "x" * 100_000])
    def test_takes_whatever_is_written(self, topics, text):
        assert suggest(text, at=AT).topic is None

    @settings(
        suppress_health_check=[HealthCheck.function_scoped_fixture],
        max_examples=30,
        deadline=None,
    )
    @given(st.text(max_size=200))
    def test_never_fails(self, topics, text):
        suggest(text, at=AT)
