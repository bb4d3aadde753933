import pytest
from hypothesis import given
from hypothesis import strategies as st

from medverkan.foundation.text import guess_language


class TestGuessLanguage:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("Jag vill att ni lagar lampan på vår gata", "sv"),
            ("Snöröjningen på gångvägen är dålig", "sv"),
            ("Please fix the street light, it is broken", "en"),
            ("Katulamppu on rikki ja se pitäisi korjata", "fi"),
            ("Haluan antaa palautetta kotihoidosta", "fi"),
            ("Die Straßenlampe ist kaputt und wir sehen nicht gut", "und"),
            ("Lygten er i stykker og vi kan ikke se hvor vi går", "und"),
            ("الشارع مظلم ونحتاج إلى إضاءة", "und"),
            ("Не горит фонарь", "und"),
        ],
    )
    def test_knows_ours_from_others(self, text, language):
        assert guess_language(text).language == language

    @pytest.mark.parametrize("text", ["", "123 456", "🙂🙂", "Hestra"])
    def test_is_unsure_without_words_to_go_by(self, text):
        guess = guess_language(text)

        assert (guess.language, guess.confidence) == ("und", 0.0)

    @given(st.text(max_size=200))
    def test_is_never_surer_than_one(self, text):
        assert 0 <= guess_language(text).confidence <= 1
