"""Secret links: made anew for each letter, kept as a hash only."""

from __future__ import annotations

import datetime as dt

from medverkan.foundation import references, rows
from medverkan.participation.cases.models import Case, SecretLink


def make(case: Case, *, at: dt.datetime) -> str:
    """Make a secret link to the case and return its token, which cannot be read again."""
    token = references.new_secret()
    keep(case, token=token, at=at)
    return token


def keep(case: Case, *, token: str, at: dt.datetime) -> None:
    """Let this token open the case."""
    rows.insert(SecretLink(case=case, token_hash=references.hash_of(token), made_at=at))
