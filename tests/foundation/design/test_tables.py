"""Tables as CSV: what somebody wrote is never run by a spreadsheet."""

import pytest

from medverkan.foundation.design import tables


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
)
def test_a_cell_that_would_be_a_formula_is_text(sign: str) -> None:
    _mark, line = tables.csv_lines([[f"{sign}HYPERLINK(1)"]])

    assert line.strip('"').startswith(f"'{sign}")


@pytest.mark.parametrize("cell", ["a=1", " -", "", None, 12, "O'Hara"])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    _mark, line = tables.csv_lines([[cell, "b"]])

    assert line == f"{'' if cell is None else cell};b\r\n"


@pytest.mark.parametrize(
    "cell", ["=1+1", "'=1+1", "''=1", "+46 33 35 70 00", "'t Hof", ""]
)
def test_a_cell_is_given_back_as_it_was(cell: str) -> None:
    _mark, line = tables.csv_lines([[cell]])

    assert not line.startswith(("=", "+"))
    assert tables.unguarded(line.strip('\r\n"')) == cell
