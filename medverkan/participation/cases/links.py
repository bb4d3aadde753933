"""Secret links: made anew for each letter, kept as a hash only."""

from __future__ import annotations

import datetime as dt

from medverkan.foundation import references, rows
from medverkan.participation.cases.models import Case, Party, SecretLink


def make_for(party: Party, *, at: dt.datetime) -> str:
    """Make a link for the one who wrote, or for a co-author, who may only read."""
    is_author = party.role == Party.Role.SUBMITTER
    return make(party.case, at=at, co_author=None if is_author else party)


def make(case: Case, *, at: dt.datetime, co_author: Party | None = None) -> str:
    """Make a secret link to the case and return its token, which cannot be read again."""
    token = references.new_secret()
    keep(case, token=token, at=at, co_author=co_author)
    return token


def keep(
    case: Case, *, token: str, at: dt.datetime, co_author: Party | None = None
) -> None:
    """Let this token open the case."""
    hashed = references.hash_of(token)
    rows.insert(
        SecretLink(case=case, co_author=co_author, token_hash=hashed, made_at=at)
    )
