import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medverkan.reference.pathways import petition_files
from medverkan.reference.pathways.petition_files import PersonalData, UnreadableFile

HEADER = "titel;text;datum;antal\n"


def _read(text: str):
    return petition_files.read(text.encode())


class TestRead:
    def test_takes_titles_texts_dates_and_counts(self):
        reading = _read(HEADER + 'Bänkar;"Fler, tack";2015-05-31;1 204\n')

        (row,) = reading.rows
        assert (row.title, row.text) == ("Bänkar", "Fler, tack")
        assert row.lodged_date == dt.date(2015, 5, 31)
        assert row.support_count == 1204

    def test_takes_commas_english_words_and_a_byte_order_mark(self):
        content = "\ufefftitle,date,count\r\nBenches,2015-05-31,3\r\n"

        assert _read(content).rows[0].title == "Benches"

    @pytest.mark.parametrize(
        "column",
        [
            "namn",
            "Namn på undertecknare",
            "signatories",
            "first name",
            "personnummer",
            "pers.nr",
            "e-post",
            "Email",
            "adress",
            "telefon",
            "ip",
        ],
    )
    def test_refuses_columns_of_personal_data(self, column):
        with pytest.raises(PersonalData) as refused:
            _read(f"titel;datum;antal;{column}\nBänkar;2015-05-31;3;x\n")

        assert refused.value.columns == [column.lower()]

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\xff\xfe\x00",
            b"titel;datum\nx;2015-05-31\n",
            b"titel;datum;antal;annat\n",
            b"titel;datum;antal\n\x00;;\n",
            b"x" * (petition_files.MAX_BYTES + 1),
        ],
    )
    def test_refuses_what_is_no_such_table(self, content):
        with pytest.raises(UnreadableFile):
            petition_files.read(content)

    @pytest.mark.parametrize(
        "row",
        [
            ";x;2015-05-31;3",
            f"{'x' * 301};x;2015-05-31;3",
            f"Bänkar;{'x' * 20_001};2015-05-31;3",
            "Bänkar;x;31/5 2015;3",
            "Bänkar;x;2015-05-31;många",
            "Bänkar;x;2015-05-31;-3",
            "Bänkar;x;2015-05-31",
            "Bänkar;x;2015-05-31;3;Anna",
            "Bänkar;Ring 19121212-1212;2015-05-31;3",
            "Bänkar;anna@example.org;2015-05-31;3",
        ],
    )
    def test_names_each_bad_row_and_keeps_the_good(self, row):
        reading = _read(f"{HEADER}Bra;x;2015-05-31;3\n\n{row}\n")

        assert [good.title for good in reading.rows] == ["Bra"]
        assert [bad.number for bad in reading.bad_rows] == [4]
        assert reading.bad_rows[0].reason

    @given(st.binary(max_size=300))
    def test_never_fails_in_another_way(self, content):
        with contextlib.suppress(PersonalData, UnreadableFile):
            petition_files.read(HEADER.encode() + content)
