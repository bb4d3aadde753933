"""Words and their stems, in the three languages we know."""

from __future__ import annotations

import itertools
import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any

import snowballstemmer

from medverkan.foundation.text.language import STOP_WORDS

LANGUAGES = {"sv": "swedish", "fi": "finnish", "en": "english"}
ALL_STOP_WORDS = frozenset().union(*STOP_WORDS.values())
_LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+")
# A stemmer keeps state while it works, so each thread has its own.
_of_thread = threading.local()


def words(text: str, *, limit: int = 5000) -> list[str]:
    """Return the first words of a text, in lower case and without signs."""
    normal = unicodedata.normalize("NFC", text).casefold()
    found = (match[0] for match in _WORD.finditer(normal))
    return list(itertools.islice(filter(_is_short, found), limit))


def stems(text: str, *, language: str, limit: int = 5000) -> list[str]:
    """Return the stems of a text's words; in a language we do not know, the words."""
    found = words(text, limit=limit)
    if language not in LANGUAGES:
        return found
    return [stem(word, code=language) for word in found]


@lru_cache(maxsize=20_000)
def variants(word: str) -> frozenset[str]:
    """
    Return every stem that a form of the word may have been kept under, and itself.

    Stems of stems are among them: the Swedish stemmer makes "lekplats" of "lekplatser", but
    "lekplat" of "lekplats".
    """
    once = {stem(word, code=code) for code in LANGUAGES}
    return frozenset(
        {word, *once, *(stem(short, code="sv") for short in once if len(short) > 3)}
    )


@lru_cache(maxsize=20_000)
def beginning(word: str) -> str:
    """Return what longer words with this one in front begin with, three letters or more."""
    stems_of_word = [stem(word, code=code) for code in LANGUAGES]
    return min(
        (short for short in stems_of_word if len(short) > 2), key=len, default=""
    )


@lru_cache(maxsize=50_000)
def stem(word: str, *, code: str) -> str:
    """Return the stem of a word in one of our languages."""
    return _stemmer(code).stemWord(word)


def is_stop_word(word: str) -> bool:
    """Tell whether the word is too common to search by."""
    return word in ALL_STOP_WORDS


def telling(text: str) -> str:
    """Return the words of a text that are not too common, with spaces between."""
    return " ".join(word for word in words(text) if not is_stop_word(word))


def _is_short(word: str) -> bool:
    return len(word) <= _LONGEST_WORD


def _stemmer(code: str) -> Any:
    stemmers = _of_thread.__dict__.setdefault("stemmers", {})
    if code not in stemmers:
        stemmers[code] = snowballstemmer.stemmer(LANGUAGES[code])
    return stemmers[code]
