"""
News of what is voted on, asked for with the vote, so that one letter confirms both.

Who gets news is kept by the room of the subject, which registers itself here. What was asked
for travels in the letter's link alone, sealed: nothing that is kept ties it to the vote.
"""

from __future__ import annotations

import datetime as dt
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken

from medverkan.participation.ballots import keyring
from medverkan.participation.ballots.models import Ballot


@dataclass(frozen=True)
class News:
    """How a room offers news of a ballot's subject, and begins them for an address it may use."""

    is_offered: Callable[[Ballot], bool]
    begin: Callable[[Ballot, str, str, dt.datetime], None]


_registered: dict[str, News] = {}


def register(kind: str, news: News) -> None:
    """Let a room offer news of the subjects of ballots with this `subject_kind`."""
    _registered[kind] = news


def is_offered(ballot: Ballot) -> bool:
    """Tell whether whoever votes may ask to be told what becomes of it."""
    news = _registered.get(ballot.subject_kind)
    return news is not None and news.is_offered(ballot)


def token(*, ballot: Ballot, email: str, language: str) -> str:
    """Return what the letter's link carries; it can be read with the ballot's key alone."""
    return _seal_of(ballot).encrypt(json.dumps([email, language]).encode()).decode()


def begin(*, ballot: Ballot, token: str, at: dt.datetime) -> bool:
    """Begin what was asked for; tell whether the token is one that we made for this ballot."""
    news = _registered.get(ballot.subject_kind)
    try:
        email, language = json.loads(_seal_of(ballot).decrypt(token.encode()))
    except InvalidToken:
        return False
    if news is not None:
        news.begin(ballot, email, language, at)
    return True


def _seal_of(ballot: Ballot) -> Fernet:
    key = hmac.digest(keyring.key_of(ballot), b"medverkan-news/1", "sha256")
    return Fernet(urlsafe_b64encode(key))
