"""
Signs of spam, without a puzzle for anybody.

A strong sign, or two weak ones, holds a text back until a person has looked. Nothing is
thrown away here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum

from django.conf import settings
from django.utils.crypto import salted_hmac

from medverkan.foundation import counting


class Sign(StrEnum):
    """Why something may be spam."""

    TRAP = "trap"
    MARKUP = "markup"
    PHRASE = "phrase"
    MANY_LINKS = "many_links"
    FLOOD = "flood"
    UNREADABLE = "unreadable"
    FORGED_REPLY = "forged_reply"
    AUTOMATIC = "automatic"
    BLOCKED = "blocked"
    LINK = "link"
    QUICK = "quick"


WEAK = frozenset({Sign.LINK, Sign.QUICK})
MANY_LINKS = 4
# Nobody reads and fills in the last step of the form faster.
QUICKEST = dt.timedelta(seconds=3)
FLOOD_WINDOW = dt.timedelta(minutes=10)

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MARKUP = re.compile(r"\[url[=\]]|<a\s+href|\[link[=\]]", re.IGNORECASE)
# Turns of phrase of those who sell, never of those who live here. More in SPAM_PHRASES.
_PHRASES = (
    "backlinks", "guest post", "seo services", "rank your website", "increase your traffic",
    "first page of google", "buy viagra", "cialis", "payday loan", "online casino bonus",
    "crypto investment", "bitcoin investment", "forex signals", "replica watches",
    "earn money from home", "make money online", "adult dating", "nude photos of",
)  # fmt: skip


def signs_of(
    *,
    title: str,
    text: str,
    trap: str = "",
    pace: dt.timedelta | None = None,
    is_flood: bool = False,
) -> tuple[Sign, ...]:
    """
    Return why this is to be held back; empty where it is not.

    `trap` is what stood in the field that people do not see, `pace` how long the last step
    took, `is_flood` what `is_flood` said of the network it came from.
    """
    found = {*_in_words(f"{title}\n{text}")}
    if trap.strip():
        found.add(Sign.TRAP)
    if pace is not None and pace < QUICKEST:
        found.add(Sign.QUICK)
    if is_flood:
        found.add(Sign.FLOOD)
    if found - WEAK or len(found) > 1:
        return tuple(sign for sign in Sign if sign in found)
    return ()


def is_flood(sender: str, *, at: dt.datetime) -> bool:
    """
    Count one more from this network address and tell whether it is more than people send.

    Only a keyed hash of the address is kept, for ten minutes and never with a case.
    """
    limit = settings.INTAKE_FLOOD_LIMIT
    if not limit or not sender:
        return False
    window = int(at.timestamp() // FLOOD_WINDOW.total_seconds())
    tag = salted_hmac("medverkan.cases.flood", sender, algorithm="sha256").hexdigest()
    name = f"cases:flood:{window}:{tag[:32]}"
    return counting.count(name, seconds=FLOOD_WINDOW.total_seconds()) > limit


def _in_words(text: str) -> Iterable[Sign]:
    links = len(_LINK.findall(text))
    if links >= MANY_LINKS:
        yield Sign.MANY_LINKS
    elif links:
        yield Sign.LINK
    if _MARKUP.search(text):
        yield Sign.MARKUP
    folded = " ".join(text.casefold().split())
    phrases = (*_PHRASES, *(p.casefold() for p in settings.SPAM_PHRASES))
    if any(phrase and phrase in folded for phrase in phrases):
        yield Sign.PHRASE
