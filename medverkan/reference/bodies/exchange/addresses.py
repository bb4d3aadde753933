"""A municipality's list of addresses, as it is published as open data: CSV to rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from medverkan.foundation.design.tables import unguarded
from medverkan.reference.bodies import projection
from medverkan.reference.bodies.exchange.reading import Problem, UnreadableFile, decode

_TABLE = "addresses"
# The headings that the lists of municipalities and Lantmäteriet use, without signs.
_HEADINGS = {
    "street": {"gata", "gatunamn", "adressomrade", "adressomradesnamn", "vag", "street"},
    "number": {
        "nummer", "gatunummer", "gatunr", "nr", "husnummer", "adressplats",
        "adressplatsnummer", "number",
    },
    "letter": {
        "bokstav", "gatubokstav", "bokstavstillagg", "littera", "litt", "letter",
    },
    "town": {"postort", "ort", "tatort", "town"},
    "northing": {"n", "nord", "northing", "swerefn", "sweref99tmn", "nkoordinat"},
    "easting": {"e", "o", "ost", "easting", "swerefe", "sweref99tme", "ekoordinat"},
    "latitude": {"lat", "latitud", "latitude"},
    "longitude": {"lon", "lng", "long", "longitud", "longitude"},
    # In Swedish lists x may be either: the size of the numbers tells.
    "x": {"x", "xkoordinat", "xkoord"},
    "y": {"y", "ykoordinat", "ykoord"},
}  # fmt: skip
_PAIRS = (("latitude", "longitude"), ("northing", "easting"), ("x", "y"))
_NUMBER = re.compile(r"(\d{1,5})\s*([^\W\d_]{0,4})")
# Where Sweden lies, with a little around it.
_LATITUDES, _LONGITUDES = (54.0, 70.0), (10.0, 25.0)
_NORTHINGS, _EASTINGS = (6_000_000.0, 7_800_000.0), (200_000.0, 1_000_000.0)
_LONGEST_NAME, _LONGEST_TOWN = 100, 60


@dataclass(frozen=True)
class Entry:
    """An address as a row says it."""

    line: int
    street: str
    town: str
    number: int
    letter: str
    latitude: float
    longitude: float

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What makes it this address and no other."""
        return self.street, self.town, self.number, self.letter


def read(content: bytes) -> Iterator[Entry | Problem]:
    """
    Read a list of addresses, a row at a time: an address, or what is wrong with the row.

    :raises UnreadableFile: a column is missing, or it is no text
    """
    written = decode(content)
    delimiter = max(";,\t|", key=written.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=delimiter)
    columns = _columns(next(reader, []))
    pair = _pair_in(columns)
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        named = {
            name: " ".join(unguarded(cells[place]).split())
            for name, place in columns.items()
            if place < len(cells)
        }
        yield _entry(named, pair, reader.line_num)


def _columns(headings: list[str]) -> dict[str, int]:
    """Return where each column stands that we know, by its name here."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        plain = _plain(heading)
        for name, others in _HEADINGS.items():
            if plain in others:
                found.setdefault(name, place)
    return found


def _plain(heading: str) -> str:
    swedish = str.maketrans("åäöé", "aaoe")
    return re.sub(r"[\W_]", "", heading.casefold().translate(swedish))


def _pair_in(columns: dict[str, int]) -> tuple[str, str]:
    """
    Return the two columns that say where an address lies.

    :raises UnreadableFile: they are missing, or street or number is
    """
    pair = next((each for each in _PAIRS if columns.keys() >= set(each)), None)
    missing = [name for name in ("street", "number") if name not in columns]
    if pair is None:
        missing += ["northing", "easting"]
    if missing:
        why = _("This column is missing.")
        raise UnreadableFile(*(Problem(_TABLE, 1, name, why) for name in missing))
    assert pair is not None
    return pair


def _entry(cells: dict[str, str], pair: tuple[str, str], line: int) -> Entry | Problem:
    def problem(column: str, why: str) -> Problem:
        return Problem(_TABLE, line, column, why)

    street, town = cells.get("street", ""), cells.get("town", "")
    if not street:
        return problem("street", _("The street is missing."))
    if len(street) > _LONGEST_NAME or len(town) > _LONGEST_TOWN:
        return problem("street", _("The name is too long."))
    number = _NUMBER.fullmatch(cells.get("number", ""))
    if number is None or (number[2] and cells.get("letter")):
        return problem("number", _("Write a number, like 12 or 12 B."))
    letter = (number[2] or cells.get("letter", "")).upper()
    if len(letter) > 4 or not (letter.isalpha() or not letter):
        return problem("letter", _("Write one letter, or none."))
    position = _position(cells.get(pair[0], ""), cells.get(pair[1], ""), pair)
    if position is None:
        why = _("This is no place in Sweden, in SWEREF 99 TM or in degrees (WGS 84).")
        return problem("/".join(pair), why)
    # The register of a country writes its towns in capitals.
    named = town.title() if town.isupper() else town
    return Entry(line, street, named, int(number[1]), letter, *position)


def _position(
    first: str, second: str, pair: tuple[str, str]
) -> tuple[float, float] | None:
    try:
        north, east = (
            float(
                cell.replace(" ", "")
                .replace("\N{NO-BREAK SPACE}", "")
                .replace(",", ".")
            )
            for cell in (first, second)
        )
    except ValueError:
        return None
    if pair == ("x", "y") and east > north:
        north, east = east, north
    if _is_within(north, _NORTHINGS) and _is_within(east, _EASTINGS):
        north, east = projection.to_degrees(northing=north, easting=east)
    if _is_within(north, _LATITUDES) and _is_within(east, _LONGITUDES):
        return round(north, 6), round(east, 6)
    return None


def _is_within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]
