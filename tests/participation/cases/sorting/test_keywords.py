import pytest
from hypothesis import given
from hypothesis import strategies as st

from medverkan.participation.cases.sorting.keywords import Keywords

SNOW, LIGHT, FOOD = 0, 1, 2
KNOWN = Keywords(
    [
        ("snöröjning", SNOW, 1.0),
        ("plogning", SNOW, 1.0),
        ("lumi", SNOW, 1.0),
        ("halka", SNOW, 1.0),
        ("belysning", LIGHT, 1.0),
        ("street light", LIGHT, 1.0),
        ("mat", FOOD, 1.0),
        ("skolmat", FOOD, 1.0),
        ("skola", FOOD, 1.0),
        ("skola", LIGHT, 1.0),
    ]
)


def topics(text):
    return {topic for match in KNOWN.found_in(text) for topic in match.topics}


class TestKeywords:
    @pytest.mark.parametrize(
        ("text", "topic"),
        [
            ("Snöröjningen är dålig", SNOW),
            ("vinterplogning", SNOW),
            ("snorojning", SNOW),
            ("snörjöning", SNOW),
            ("Gatubelysningen är släckt", LIGHT),
            ("The street lights are out", LIGHT),
            ("Skolmaten", FOOD),
        ],
        ids=[
            "inflected",
            "compound",
            "no accents",
            "misspelled",
            "both",
            "phrase",
            "sv",
        ],
    )
    def test_are_found_however_written(self, text, topic):
        assert topics(text) == {topic}

    @pytest.mark.parametrize("text", ["material", "matta", "på och i", "", "123"])
    def test_are_not_found_in_other_words(self, text):
        assert topics(text) == set()

    def test_of_several_topics_say_less_of_each(self):
        (match,) = KNOWN.found_in("skola")

        assert match.topics[FOOD] == match.topics[LIGHT] < 1

    @given(st.text(max_size=200))
    def test_never_fail(self, text):
        KNOWN.found_in(text)
