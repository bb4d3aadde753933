"""How jobs are named in the sentences of events."""

from __future__ import annotations

from collections.abc import Collection

from medverkan.foundation.audit import sentences
from medverkan.foundation.schedule import jobs


def register() -> None:
    """Have jobs named by their title."""
    sentences.label("job", _titles)


def _titles(names: Collection[str]) -> dict[str, str]:
    known = jobs.registered()
    return {
        name: str(known[name].title or name) if name in known else name
        for name in names
    }
