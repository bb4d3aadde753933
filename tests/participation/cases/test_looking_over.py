"""What a person looks over before everyone may read a text."""

from __future__ import annotations

import pytest
from django.utils import translation

from medverkan.participation.cases import looking_over
from medverkan.participation.cases.models import Caution

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


class TestTheStart:
    def test_has_no_telephone_number_e_mail_or_identity_number(self):
        text = "Ring 033-35 70 00, skriv till a@b.se. Jag är 19121212-1212."

        start = looking_over.start_of(text, names=[])

        assert "70 00" not in start
        assert "a@b.se" not in start
        assert "1212-1212" not in start

    def test_has_no_name_of_the_one_who_wrote(self):
        start = looking_over.start_of("Hälsningar Dag Lind", names=["Dag Lind"])

        assert start == "Hälsningar [masked]"

    def test_keeps_a_word_that_is_a_name_too(self):
        text = "Varje dag är det halt under linden."

        assert looking_over.start_of(text, names=["Dag Lind"]) == text

    def test_keeps_the_place_that_it_is_about(self):
        text = "Det är ett hål i gatan vid Lillgatan 12."

        assert looking_over.start_of(text, names=[]) == text


class TestTheRemarks:
    def test_tell_where_somebody_may_live(self):
        remarks = looking_over.remarks_on("Det luktar vid Lillgatan 12.")

        assert [(one.words, one.why) for one in remarks] == [
            (("Lillgatan 12",), "Does somebody live there?")
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "Chefen är en idiot.",
            "Sådana idioter!",
            "IDIOTEN som plogar",
            "Tanten är dement och går ute.",
            "Han tar mutor.",
        ],
    )
    def test_tell_of_words_in_any_form(self, text):
        assert looking_over.remarks_on(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Lampan vid bron är trasig.",
            "Tack för en fin lekplats!",
            "Kan ni sätta upp en bänk vid svandammen?",
            "Bron är ful. Riv den i stället, den är lång och hör till sommaren.",
            "Det våras, men alla svinghjul är fulla.",
        ],
    )
    def test_are_none_for_what_is_harmless(self, text):
        assert looking_over.remarks_on(text) == []

    def test_leave_out_what_is_no_longer_looked_for(self):
        Caution.objects.update(is_used=False)

        assert looking_over.remarks_on("Chefen är en idiot.") == []

    def test_are_one_line(self):
        remarks = looking_over.remarks_on("En idiot vid Lillgatan 12.")

        assert looking_over.as_sentence(remarks) == (
            "Look at these: ”Lillgatan 12” – Does somebody live there?; "
            "”idiot” – Is it about somebody who can be recognised?"
        )
        assert looking_over.as_sentence([]) == ""
