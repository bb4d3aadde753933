import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medverkan.foundation.text import NotText, clean, summary, title_of

ANY_TEXT = st.text(max_size=300)


def cleaned(text):
    try:
        return clean(text)
    except NotText:
        return ""


class TestClean:
    @pytest.mark.parametrize(
        "text",
        [
            "Vi behöver en lekplats.\n\nDen gamla är trasig.",
            "مرحبا، أريد حديقة جديدة",
            "שלום עולם",
            "नमस्ते, पार्क चाहिए",
            "Fler bänkar 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ tack",
            "Haluamme lisää pyöriä <b>tänne</b>",
        ],
    )
    def test_keeps_what_people_write(self, text):
        assert clean(text) == unicodedata.normalize("NFC", text)

    def test_gives_plain_newlines_and_at_most_one_empty_line(self):
        assert clean("a\r\nb\rc\u2028d  \n\n\n\n e\u2029f") == "a\nb\nc\nd\n\n e\n\nf"

    def test_composes_letters(self):
        assert clean("Bora\u030as") == "Borås"

    def test_takes_out_controls(self):
        assert clean("Ri\x00ng mig\x1b\ud800\ufffe") == "Ring mig"

    @pytest.mark.parametrize("text", ["\x00\x01\x02\x03\x04\x05PNG", "\ufffd" * 20])
    def test_refuses_binary(self, text):
        with pytest.raises(NotText):
            clean(text)

    def test_closes_direction_marks_on_their_own_line(self):
        assert clean("a\u202eb\nc\u202cd") == "a\u2067b\u2069\ncd"

    def test_cuts_towers_of_marks(self):
        assert len(clean("e" + "\u0316" * 40)) == 7

    @given(ANY_TEXT)
    def test_is_stable(self, text):
        once = cleaned(text)

        assert cleaned(once) == once

    @given(ANY_TEXT)
    def test_leaves_no_control_and_every_isolate_closed(self, text):
        kept = cleaned(text)

        assert not any(unicodedata.category(c) == "Cc" for c in kept if c != "\n")
        for line in kept.split("\n"):
            assert sum(map(line.count, "\u2066\u2067\u2068")) == line.count("\u2069")


class TestSummary:
    def test_leaves_a_short_text_alone(self):
        assert summary("En lekplats\n i Hestra", 30) == "En lekplats i Hestra"

    def test_cuts_between_words(self):
        assert summary("En lekplats i Hestra, tack", 22) == "En lekplats i Hestra…"

    @given(ANY_TEXT, st.integers(5, 80))
    def test_is_never_longer_than_asked(self, text, length):
        assert len(summary(cleaned(text), length)) <= length


class TestTitleOf:
    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("Hej! lampan är trasig. Den blinkar.", "Lampan är trasig"),
            ("Hej på er, kan ni laga gungan? Tack", "Kan ni laga gungan?"),
            (
                "Sätt upp t.ex. bänkar vid kl. 8. Tack!",
                "Sätt upp t.ex. bänkar vid kl. 8",
            ),
            ("Mer snöröjning\n\nDet är halt.", "Mer snöröjning"),
            ("Hej!", "Hej!"),
        ],
    )
    def test_is_the_first_sentence_that_says_something(self, text, title):
        assert title_of(text) == title

    def test_is_at_most_90_characters(self):
        assert len(title_of("Vi vill ha fler cykelställ vid stationen " * 9)) <= 90

    @given(st.text(alphabet=st.characters(categories=["L", "P", "Zs"]), min_size=1))
    def test_is_one_short_line(self, text):
        title = title_of(text)

        assert "\n" not in title
        assert len(title) <= 90


class TestTextMadeToTakeTime:
    """Each once took hours: a sign was read again from every place in the text."""

    @pytest.mark.parametrize("signs", [" ", "\t", "\u2003", "\u2067 "])
    def test_ends_in_spaces_that_end_no_line(self, signs):
        assert clean(f"Hej{signs * 100_000}x").startswith("Hej")

    @pytest.mark.parametrize("signs", [".", "!", "a", "a!", "\u202e", "?."])
    def test_is_one_endless_word(self, signs):
        assert title_of(f"{signs * 100_000}x")
