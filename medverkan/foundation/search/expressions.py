"""What people type in the search field, read so that nothing they type is an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from medverkan.foundation.search import words

_MOST_WORDS = 12
_LONGEST_TEXT = 1000


@dataclass(frozen=True, order=True)
class Term:
    """A stem to look for, or with `is_prefix` every stem that begins so."""

    stem: str
    is_prefix: bool = False


Group = frozenset[Term]
Expression = tuple[Group, ...]
Related = Callable[[str], Iterable[str]]


def parse(text: str, *, related: Related = lambda _word: ()) -> Expression:
    """
    Return one group of terms for each word; a thing matches that has one of each group.

    Quotes, operators and signs mean nothing special. Common words count only when there
    are no others, and words after the twelfth not at all. `related(word)` may give more
    stems that stand for a word.
    """
    found = list(dict.fromkeys(words.words(text[:_LONGEST_TEXT])))
    telling = [word for word in found if not words.is_stop_word(word)] or found
    return tuple(
        group(word) | {Term(stem) for stem in related(word)}
        for word in telling[:_MOST_WORDS]
    )


def group(word: str) -> Group:
    """Return the terms that stand for a word: its stems, and longer words that begin so."""
    terms = {Term(stem) for stem in words.variants(word)}
    if beginning := words.beginning(word):
        terms.add(Term(beginning, is_prefix=True))
    return frozenset(terms)


def any_of(expression: Expression) -> Expression:
    """Return an expression that matches when a single group does."""
    return (frozenset().union(*expression),) if expression else ()
