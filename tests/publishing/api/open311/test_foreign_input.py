"""What other systems send is read, or refused in words of our own; nothing else happens."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medverkan.publishing.api.open311 import formats, posting, reading
from medverkan.publishing.api.open311.refusals import Refused
from tests.factories.cases import AT

# The same in every run, so that it is no surprise on another day.
STEADY = settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
VALUES = st.one_of(
    st.text(max_size=30),
    st.integers().map(str),
    st.floats().map(str),
    st.datetimes().map(str),
    st.sampled_from(
        ["open", "open,closed", ",", "0001-01-01", "9999-12-31T23:59:59+14:00", "-0",
         "2026-02-30", "2026-11-10T00:00:00 01:00", "1e400", "NaN", "٣", "2026-7KM4Q2TX"]
    ),
)  # fmt: skip
ASKED = st.sampled_from(
    ["service_request_id", "service_code", "status", "start_date", "end_date", "page",
     "page_size"]
)  # fmt: skip
SENT = st.sampled_from(list(posting.RequestForm.base_fields))


class TestReading:
    @STEADY
    @given(asked=st.dictionaries(ASKED, VALUES))
    def test_is_a_filter_or_refused(self, asked):
        try:
            filters = reading.filters_of(asked, at=AT)
        except Refused:
            return

        assert filters.page >= 1
        assert 1 <= filters.page_size <= reading.LARGEST_PAGE
        if filters.start_at and filters.end_at:
            span = filters.end_at - filters.start_at
            assert span <= reading.LONGEST_SPAN


class TestPosting:
    @STEADY
    @given(sent=st.dictionaries(SENT, VALUES))
    def test_is_valid_or_has_an_error_in_words(self, sent):
        form = posting.RequestForm(sent)

        if not form.is_valid():
            assert all(
                str(error) for errors in form.errors.values() for error in errors
            )
            return
        place = (form.cleaned_data["lat"], form.cleaned_data["long"])
        assert all(part is None or -180 <= part <= 180 for part in place)


class TestAnswers:
    @STEADY
    @given(words=st.text(), number=st.one_of(st.none(), st.integers(), st.booleans()))
    def test_are_well_formed_whatever_stands_in_them(self, words, number):
        row = {"description": words, "number": number, "values": [{"key": words}]}
        told = {
            each: formats.answer(each, root="rows", each="row", rows=[row])
            for each in formats.FORMATS
        }

        ET.fromstring(told[formats.XML].content)
        assert json.loads(told[formats.JSON].content)[0]["description"] == words
