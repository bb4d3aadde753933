import pytest
from hypothesis import given
from hypothesis import strategies as st

from medverkan.foundation.search.places import Places, place_key

PLACES = Places(["Hestra", "Stora torget", "Sjöbo"])


class TestWithin:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("fler bänkar i hestra", ["Hestra"]),
            ("Gör om Stora Torget", ["Stora torget"]),
            ("Sjöbos lekplats", ["Sjöbo"]),
            ("En väg mellan Sandared och Sjömarken", ["Sandared", "Sjömarken"]),
            ("Bänkar vid Viskan", ["Viskan"]),
            ("Buller från riksväg 40", ["väg 40"]),
            ("Stängsel vid E20", ["E 20"]),
            ("Bänkar i parken", []),
            ("Det bästa i Sverige", []),
        ],
    )
    def test_finds_known_places_and_names_after_a_preposition(self, text, names):
        assert PLACES.within(text) == {place_key(name) for name in names}

    @given(st.text())
    def test_never_fails(self, text):
        PLACES.within(text)
