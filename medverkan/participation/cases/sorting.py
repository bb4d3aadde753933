"""What a text seems to be and whom it concerns, with reasons; a person may always correct it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from medverkan.foundation.search.queries import url_of
from medverkan.foundation.search.similar import similar
from medverkan.participation.cases import ways
from medverkan.reference.bodies.models import Area, Topic
from medverkan.reference.pathways.choices import Category
from medverkan.reference.pathways.models import Pathway

_WORD = re.compile(r"\w+")

# Beginnings of words that tell what kind of thing somebody writes, in the three languages
# of the interface. They only suggest; the learned sorter weighs them with what officers decided.
_CUES = {
    Category.PRAISE: "tack beröm fantastisk jättebra toppen thank great kiitos hieno mahtava",
    Category.FAULT_REPORT: (
        "trasig söndrig sönder lagas slockn släckt hål potthål läck klotter välta "
        "broken pothole leak graffiti rikki rikkoutu reikä vuota"
    ),
    Category.QUESTION: "när hur varför undrar vem fråga when how why wonder miksi milloin miten",
    # Before suggestions: who says "proposal" may want the elected members to decide.
    Category.PROPOSAL: (
        "förslag föreslå boråsförslag medborgarförslag rösta politiker nämnd fullmäktige "
        "proposal propose vote council board ehdot äänest lautakun valtuusto"
    ),
    Category.SUGGESTION: (
        "borde skulle önskar bygg sätt ordna inför "
        "suggest should could wish pitäisi voisi toivo"
    ),
    Category.COMPLAINT: (
        "klag dålig missnöjd oacceptabel aldrig sen försenad skandal bemöt "
        "complain bad unacceptable valit huono myöhässä"
    ),
}


@dataclass(frozen=True)
class Suggestion:
    """What a text seems to be; each part may be missing. `reasons` are words of the text."""

    pathway: Pathway | None = None
    topic: Topic | None = None
    area: Area | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """Something already published that is like what is being written."""

    title: str
    url: str
    reasons: str
    is_elsewhere: bool


def suggest(text: str, *, at: dt.datetime) -> Suggestion:
    """Suggest category, topic and area from the words of a text."""
    words = [word.casefold() for word in _WORD.findall(text)]
    topic, reasons = _best_topic(words)
    return Suggestion(
        pathway=_pathway(words, asks="?" in text, at=at),
        topic=topic,
        area=_area(text),
        reasons=reasons,
    )


def already_said(text: str, *, place: str | None = None) -> list[Said]:
    """Return at most three published things that say the same, each with why it is shown."""
    return [
        Said(
            title=found.entry.title,
            url=url_of(found.entry),
            reasons=", ".join(str(reason) for reason in found.reasons),
            is_elsewhere=found.is_elsewhere,
        )
        for found in similar(text, audiences=("public",), limit=3, place=place)
    ]


def _pathway(words: list[str], *, asks: bool, at: dt.datetime) -> Pathway | None:
    scores = {category: _hits(words, cues.split()) for category, cues in _CUES.items()}
    scores[Category.QUESTION] += 2 * asks
    best = max(scores, key=lambda category: scores[category])
    wanted = [best if scores[best] else Category.COMPLAINT, Category.SUGGESTION]
    open_ways = [rule_set.pathway for rule_set in ways.on_web(at)]
    found = (
        way for category in wanted for way in open_ways if way.category == category
    )
    return next(found, None)


def _hits(words: Iterable[str], beginnings: list[str]) -> int:
    return sum(any(word.startswith(b) for b in beginnings) for word in words)


def _best_topic(words: list[str]) -> tuple[Topic | None, tuple[str, ...]]:
    best: tuple[int, Topic | None, tuple[str, ...]] = (0, None, ())
    for topic in Topic.objects.order_by("slug"):
        keywords = [k.casefold() for ks in topic.keywords.values() for k in ks]
        found = tuple(
            {w for w in words if len(w) > 3 and any(_alike(w, k) for k in keywords)}
        )
        if len(found) > best[0]:
            best = (len(found), topic, found)
    return best[1], best[2]


def _alike(word: str, keyword: str) -> bool:
    # Swedish and Finnish inflect at the end and compound at the front.
    return keyword in word or (len(word) > 4 and keyword.startswith(word[:-1]))


def _area(text: str) -> Area | None:
    lowered = text.casefold()
    return next(
        (a for a in Area.objects.order_by("name") if a.name.casefold() in lowered), None
    )
