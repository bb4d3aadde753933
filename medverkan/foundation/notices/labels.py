"""How letters are named in the sentences of events."""

from __future__ import annotations

from collections.abc import Collection

from medverkan.foundation.audit import sentences
from medverkan.foundation.notices import letters


def register() -> None:
    """Have letters named by their subject."""
    sentences.label("letter", _subjects)


def _subjects(names: Collection[str]) -> dict[str, str]:
    known = {letter.name: letter for letter in letters.registered()}
    return {name: str(known[name].subject) if name in known else name for name in names}
