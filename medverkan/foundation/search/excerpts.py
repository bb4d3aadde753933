"""The part of a text that shows why it was found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from medverkan.foundation.search import words
from medverkan.foundation.search.expressions import Expression

_WORD = re.compile(r"[^\W_]+")
_LENGTH = 200
_READ = 4000


@dataclass(frozen=True)
class Fragment:
    """A piece of text, `is_match` when it is one of the words sought."""

    text: str
    is_match: bool


def excerpt(
    text: str, expression: Expression, *, length: int = _LENGTH
) -> list[Fragment]:
    """
    Return the text around the first word sought, as plain pieces for a template to mark.

    Nothing in the pieces is markup: the template escapes them as any other text.
    """
    line = " ".join(text[:_READ].split())
    places = [match.span() for match in _sought(line, expression)]
    start = _start(line, first=places[0][0] if places else 0, length=length)
    end = min(len(line), start + length)
    if end < len(line) and " " in line[start:end]:
        end = line.rindex(" ", start, end)
    fragments = _pieces(line, start, end, places)
    before = [Fragment("… ", is_match=False)] if start else []
    after = [Fragment(" …", is_match=False)] if end < len(line) else []
    return [*before, *fragments, *after]


def _sought(line: str, expression: Expression) -> list[re.Match[str]]:
    terms = {term for group in expression for term in group}
    exact = {term.stem for term in terms if not term.is_prefix}
    prefixes = tuple(term.stem for term in terms if term.is_prefix)
    found = []
    for match in _WORD.finditer(line):
        word = match[0].casefold()
        if word.startswith(prefixes) or words.variants(word) & exact:
            found.append(match)
    return found


def _start(line: str, *, first: int, length: int) -> int:
    if first < length * 2 // 3:
        return 0
    wanted = first - length // 3
    space = line.find(" ", wanted, first)
    return space + 1 if space >= 0 else first


def _pieces(
    line: str, start: int, end: int, places: list[tuple[int, int]]
) -> list[Fragment]:
    pieces, position = [], start
    for first, last in places:
        if first < position or last > end:
            continue
        if first > position:
            pieces.append(Fragment(line[position:first], is_match=False))
        pieces.append(Fragment(line[first:last], is_match=True))
        position = last
    if position < end:
        pieces.append(Fragment(line[position:end], is_match=False))
    return pieces
