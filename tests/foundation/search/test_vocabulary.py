import pytest

from medverkan.foundation.search.vocabulary import Vocabulary

COUNTS = {"cykelväg": 9, "cykel": 20, "väg": 30, "belysning": 8, "gat": 12}
COUNTS |= {"gatubelysning": 3, "hundrastgård": 4, "bibliotek": 6, "och": 90}


@pytest.fixture
def vocabulary():
    return Vocabulary(COUNTS, entry_count=100)


class TestRelated:
    def test_has_every_form_of_the_word(self, vocabulary):
        assert vocabulary.related("cykelvägarna")["cykelväg"] == 1.0

    def test_has_longer_words_that_begin_or_end_with_it(self, vocabulary):
        assert "cykelväg" in vocabulary.related("cykel")
        assert "gatubelysning" in vocabulary.related("belysning")

    def test_has_the_parts_of_a_compound(self, vocabulary):
        related = vocabulary.related("vägbelysning")

        assert {"väg", "belysning"} <= related.keys()
        assert related["belysning"] < 1

    def test_takes_away_what_joins_the_parts(self, vocabulary):
        assert "gat" in vocabulary.related("gatubelysningen")

    @pytest.mark.parametrize(
        ("written", "meant"),
        [("hundrasgård", "hundrastgård"), ("bilbotek", "bibliotek")],
    )
    def test_has_what_a_misspelled_word_may_be(self, vocabulary, written, meant):
        assert meant in vocabulary.related(written)

    def test_has_words_with_the_same_first_part_when_it_knows_nothing_else(self):
        vocabulary = Vocabulary({"fruktlund": 2, "frukost": 3}, entry_count=10)

        assert vocabulary.related("fruktträd").keys() & vocabulary.counts.keys() == {
            "fruktlund"
        }

    def test_takes_no_known_word_for_a_misspelling(self, vocabulary):
        assert vocabulary.related("väg").keys() & COUNTS.keys() == {"väg"}

    def test_knows_the_word_itself_when_it_knows_nothing(self):
        assert "lek" in Vocabulary({}, entry_count=0).related("lek")


class TestRarity:
    def test_is_more_for_what_fewer_have(self, vocabulary):
        assert vocabulary.rarity(["hundrastgård"]) > vocabulary.rarity(["och"])
