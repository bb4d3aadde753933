"""Finding and masking what points out a person in what people write."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext, gettext_lazy

_COORDINATION_DAYS = 60


class Kind(StrEnum):
    """What a span of text gives away."""

    IDENTITY_NUMBER = "identity_number"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    OTHER = "other"


_LABELS = {
    Kind.IDENTITY_NUMBER: gettext_lazy("[personal identity number]"),
    Kind.EMAIL: gettext_lazy("[e-mail address]"),
    Kind.PHONE: gettext_lazy("[telephone number]"),
    Kind.ADDRESS: gettext_lazy("[address]"),
    Kind.OTHER: gettext_lazy("[masked]"),
}


@dataclass(frozen=True, order=True)
class Span:
    """The characters from `start` up to `end` (exclusive) of a text."""

    start: int
    end: int
    kind: Kind


_DASH = r"\-" + "\u2010\u2011\u2012\u2013\u2212"
_IDENTITY_NUMBER = re.compile(
    rf"(?<!\d)(?P<year>(?:18|19|20)?\d\d)[{_DASH}./ ]?(?P<month>\d\d)[{_DASH}./ ]?"
    rf"(?P<day>\d\d)(?P<separator>\s?[{_DASH}+]?\s?)(?P<last>\d{{3}}\s?\d)(?!\d)"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.\w{2,}", re.ASCII | re.IGNORECASE)
_PHONE = re.compile(
    rf"(?<![\d\w])(?:(?:\+|00)\d{{1,3}}|0)(?:[\s{_DASH}/()]{{0,3}}\d){{6,12}}(?!\d)"
)
_STREETS = (
    "gatan|gata|vägen|väg|gränd|gränden|stigen|torget|backen|allén|allé|leden|ringen|"
    "platsen|gången|stråket|katu|tie|kuja|street|road"
)
_ADDRESS = re.compile(
    rf"(?:\b[A-ZÅÄÖ][\wéü]+\s)?\b(?:[A-ZÅÄÖ][\wéü]*?(?:{_STREETS})|"
    rf"[A-ZÅÄÖ][\wéü]+\s(?:{_STREETS}))\s\d{{1,4}}\s?(?:[A-Za-z]\b)?"
    r"(?:,?\s(?:lgh|läg|vån|apt)\.?\s?\d+)?"
)


def find_personal_data(text: str) -> list[Span]:
    """
    Return the spans that point out a person, in order and never overlapping.

    Identity numbers and e-mail addresses are found surely, telephone numbers nearly so,
    street addresses only in their plainest form; names are not looked for.
    """
    found: list[Span] = []
    for kind, matches in (
        (Kind.IDENTITY_NUMBER, _identity_numbers(text)),
        (Kind.EMAIL, _EMAIL.finditer(text)),
        (Kind.PHONE, _PHONE.finditer(text)),
        (Kind.ADDRESS, _ADDRESS.finditer(text)),
    ):
        for match in matches:
            span = Span(match.start(), match.start() + len(match[0].rstrip()), kind)
            if all(span.end <= old.start or span.start >= old.end for old in found):
                found.append(span)
    return sorted(found)


def find_names(text: str, names: Iterable[str], *, in_any_case: bool) -> list[Span]:
    """
    Return where these names stand, whole or in part, also with the s of a genitive.

    Not `in_any_case` only those with a capital are found: Dag may write of a day.
    """
    parts = {part for whole in names for part in [whole, *whole.split()]}
    return [
        Span(found.start(), found.end(), Kind.OTHER)
        for name in parts
        if len(name) > 1
        for found in re.finditer(
            rf"(?<!\w){re.escape(name)}s?(?!\w)", text, re.IGNORECASE
        )
        if in_any_case or found[0][0].isupper()
    ]


def mask(text: str, spans: Iterable[Span]) -> str:
    """Return the text with each span replaced by a word for its kind, in brackets."""
    parts, position = [], 0
    # Of two that begin together the longer is one word, not the shorter and the rest.
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        start = max(span.start, position)
        if span.end > start:
            parts += [text[position:start], str(_LABELS[span.kind])]
            position = span.end
    return "".join([*parts, text[position:]])


def without_identity_numbers(text: str) -> tuple[str, int]:
    """
    Return the text with every personal identity number taken out, and how many there were.

    Coordination numbers count. A right check digit is asked for only when nothing stands
    between date and number, since a mistyped number still points out a person.
    """
    parts, position, count = [], 0, 0
    for match in _identity_numbers(text):
        parts += [text[position : match.start()], gettext("[identity number removed]")]
        position, count = match.end(), count + 1
    return "".join([*parts, text[position:]]), count


def _identity_numbers(text: str) -> Iterable[re.Match[str]]:
    return (match for match in _IDENTITY_NUMBER.finditer(text) if _points_out(match))


def _points_out(match: re.Match[str]) -> bool:
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    ten = match["year"][-2:] + match["month"] + match["day"] + match["last"]
    digits = [int(sign) for sign in ten if sign.isdigit()]
    if not _is_date(year, month, day):
        return False
    return bool(match["separator"].strip()) or _luhn_is_right(digits)


def _is_date(year: int, month: int, day: int) -> bool:
    if day > _COORDINATION_DAYS:
        day -= _COORDINATION_DAYS
    try:
        dt.date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        # Without a century, 29 February may lie in 1900, which was no leap year.
        return False
    return True


def _luhn_is_right(digits: list[int]) -> bool:
    doubled = (digit * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
