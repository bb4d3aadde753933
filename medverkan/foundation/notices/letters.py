"""The register of letters: every kind that is sent, with a sample for the preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class UnknownLetter(Exception):
    """The name was never registered."""


@dataclass(frozen=True)
class LetterType:
    """
    A kind of letter, `noun.past_participle` or `noun.question`.

    `subject` is a lazy msgid without places, so that no text of a case or name gets into a
    header. `template` is a path without ending: its `.html` extends `layout` and
    its `.txt`, of which the paper letter is made, "notices/letter.txt". Both fill block
    `body`; a line of text that begins with `- ` is an item of a list. A letter that is no duty can be
    unsubscribed from. `sample` returns a context for the preview. A letter that is not
    kept loses its words and address as soon as it has been sent.
    """

    name: str
    subject: str
    template: str
    is_duty: bool
    sample: Callable[[], dict[str, Any]]
    is_kept: bool = True


_registered: dict[str, LetterType] = {}


def register(letter: LetterType) -> LetterType:
    """Add a letter to the register and return it; a name can be taken once."""
    taken = _registered.setdefault(letter.name, letter)
    if taken is not letter:
        raise ValueError(f"letter {letter.name} is registered twice")
    return letter


def get(name: str) -> LetterType:
    """
    Return the letter of this name.

    :raises UnknownLetter: nothing registered it
    """
    try:
        return _registered[name]
    except KeyError:
        raise UnknownLetter(name) from None


def registered() -> list[LetterType]:
    """Return every registered letter by name."""
    return [_registered[name] for name in sorted(_registered)]


def is_kept(name: str) -> bool:
    """Tell whether letters of this kind are kept once sent; unknown ones are."""
    return name not in _registered or _registered[name].is_kept
