"""
What a person looks over before everyone may read a text: a start, never an end.

What surely points out a person is masked in the text that the person begins from. What may be
meant, as the address of a hole in the street, is only remarked on.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medverkan.foundation.audit.editions import Kept
from medverkan.foundation.text import personal
from medverkan.foundation.text.personal import Kind
from medverkan.participation.cases.models import Case, Caution

# A word so long is found with an ending; a short one is too often the start of another.
_LONG = 5
_LONGEST_ENDING = 4


@dataclass(frozen=True)
class Remark:
    """What stands in the text, and why somebody should look at it."""

    words: tuple[str, ...]
    why: str


def names_in(case: Case) -> list[str]:
    """Return the names of those the case is from, as far as they are told."""
    return [party.name for party in case.parties.all() if party.name]


def start_of(text: str, *, names: Collection[str]) -> str:
    """Return the text without numbers, addresses of e-mail and names that point out a person."""
    found = personal.find_personal_data(text)
    sure = [span for span in found if span.kind != Kind.ADDRESS]
    by_name = personal.find_names(text, names, in_any_case=False)
    return personal.mask(text, [*sure, *by_name])


def remarks_on(text: str) -> list[Remark]:
    """Return what to look at in the text, in the active language: places first, then words."""
    places = [
        text[span.start : span.end]
        for span in personal.find_personal_data(text)
        if span.kind == Kind.ADDRESS
    ]
    about_places = [Remark(tuple(places), _("Does somebody live there?"))]
    return [*(about_places if places else []), *_on_words(text)]


def as_sentence(remarks: Collection[Remark]) -> str:
    """Return the remarks as one line for people; nothing for none."""
    if not remarks:
        return ""
    told = "; ".join(
        f"{', '.join(f'”{word}”' for word in one.words)} – {one.why}" for one in remarks
    )
    look = ngettext("Look at this:", "Look at these:", len(remarks))
    return f"{look} {told}"


def _on_words(text: str) -> list[Remark]:
    found = [(caution, _heard(caution.phrases, text)) for caution in _kept()]
    return [
        Remark(words, str(caution.advice or caution.title))
        for caution, words in found
        if words
    ]


def _heard(phrases: tuple[str, ...], text: str) -> tuple[str, ...]:
    pattern = _pattern(phrases)
    return tuple(dict.fromkeys(pattern.findall(text))) if pattern else ()


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    told = [
        re.escape(one) + (rf"\w{{0,{_LONGEST_ENDING}}}" if len(one) >= _LONG else "")
        for one in phrases
    ]
    whole = rf"(?<!\w)(?:{'|'.join(told)})(?!\w)"
    return re.compile(whole, re.IGNORECASE) if told else None


_kept = Kept(
    lambda: list(Caution.objects.filter(is_used=True).order_by("slug")), of=(Caution,)
)
