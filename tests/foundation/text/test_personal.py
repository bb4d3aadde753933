import datetime as dt
import itertools

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from personnummer import personnummer

from medverkan.foundation.text import (
    Kind,
    Span,
    find_personal_data,
    mask,
    without_identity_numbers,
)


def kinds_in(text):
    return [span.kind for span in find_personal_data(text)]


def luhn_digit(nine):
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(nine)]
    return -sum(value - 9 if value > 9 else value for value in doubled) % 10


class TestWithoutIdentityNumbers:
    @pytest.mark.parametrize(
        "number",
        [
            "640823-3234",
            "6408233234",
            "19640823-3234",
            "196408233234",
            "19640823 3234",
            "1964-08-23-3234",
            "640823+3234",
            "640823\u20133234",
            "640823 - 3234",
            "701063-2391",
            "7010632391",
            "000229-1234",
            "640823-3235",
        ],
    )
    def test_takes_every_way_of_writing_one(self, number):
        text, count = without_identity_numbers(f"Mitt nummer är {number}, ring mig")

        assert count == 1
        assert "323" not in text
        assert text.startswith("Mitt nummer är [")
        assert text.endswith("], ring mig")

    @pytest.mark.parametrize(
        "text",
        [
            "Bankgiro 5050-1055",
            "organisationsnummer 556036-0793",
            "den 2026-11-21 kl. 18.40",
            "ärende 2026-7KM4Q2TX",
            "6408233235",
            "641323-3234",
            "fakturan 1996408233234",
        ],
    )
    def test_leaves_other_numbers(self, text):
        assert without_identity_numbers(text) == (text, 0)

    @given(
        st.dates(dt.date(1900, 1, 1), dt.date(2026, 12, 31)),
        st.integers(0, 999),
        st.booleans(),
    )
    def test_finds_whatever_the_tax_agency_could_issue(
        self, born, serial, coordination
    ):
        day = born.day + 60 * coordination
        nine = f"{born:%y%m}{day:02}{serial:03}"
        number = f"{born:%Y%m}{day:02}{serial:03}{luhn_digit(nine)}"

        assert serial == 0 or personnummer.valid(number)
        for written in (number, number[2:], f"{number[:8]}-{number[8:]}"):
            assert without_identity_numbers(f"({written})")[1] == 1

    def test_says_so_in_the_readers_language(self):
        with translation.override("en"):
            assert without_identity_numbers("640823-3234")[0] == (
                "[identity number removed]"
            )


class TestFindPersonalData:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("ring 070-123 45 67", Kind.PHONE),
            ("ring +46 (0)33 35 70 00 nu", Kind.PHONE),
            ("soita +358 40 1234567", Kind.PHONE),
            ("skriv till kim.ek+barn@post.example.org tack", Kind.EMAIL),
            ("jag bor på Storgatan 12 B", Kind.ADDRESS),
            ("jag bor på Norra vägen 3, lgh 1102", Kind.ADDRESS),
            ("nr 640823-3234", Kind.IDENTITY_NUMBER),
        ],
    )
    def test_finds(self, text, kind):
        assert kinds_in(text) == [kind]

    @pytest.mark.parametrize(
        "text",
        [
            "öppet 08.00-16.00, 25 platser",
            "vägen är 12 meter bred",
            "den 21 november 2026",
            "ring 112",
            "40 000 kronor om året",
        ],
    )
    def test_leaves_other_text(self, text):
        assert kinds_in(text) == []

    @given(st.text(max_size=200))
    def test_spans_are_in_order_and_apart(self, text):
        spans = find_personal_data(text)

        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


class TestMask:
    def test_puts_a_word_for_what_was_there(self):
        text = "Ring 070-123 45 67 eller skriv till kim@example.org."

        with translation.override("en"):
            masked = mask(text, find_personal_data(text))

        assert masked == "Ring [telephone number] eller skriv till [e-mail address]."

    def test_accepts_overlapping_spans(self):
        spans = [Span(0, 4, Kind.OTHER), Span(2, 6, Kind.OTHER)]

        with translation.override("en"):
            assert mask("abcdefgh", spans) == "[masked][masked]gh"
