"""From a text to what it seems to be, by the sorter in force."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import numpy as np

from medverkan.foundation.text import guess_language
from medverkan.foundation.text.language import STOP_WORDS, UNDETERMINED
from medverkan.participation.cases import ways
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.sorting import keeping
from medverkan.participation.cases.sorting.kinds import guess_kind
from medverkan.participation.cases.sorting.results import (
    SURE_ENOUGH,
    SURE_OF_KIND,
    SURE_OF_LANGUAGE,
    Likely,
    Suggestion,
)
from medverkan.participation.cases.sorting.sorter import Read, Sorter
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Area, Topic
from medverkan.reference.pathways.choices import Category
from medverkan.reference.pathways.models import Pathway

READ = 20_000
_MOST_LIKELY = 3
_MOST_WORDS = 5
_MOST_CASES = 3
_LIKE_ENOUGH = 0.86
_WORD = re.compile(r"[^\W\d_]+")


def suggest(
    text: str, *, at: dt.datetime, sorter: Sorter | None = None, by_meaning: bool = True
) -> Suggestion:
    """
    Suggest language, category, topic, area and body for a text, with reasons.

    What is not sure enough is left out: a person then says it. Of a text longer than
    twenty thousand characters the beginning is read.
    """
    text = text[:READ]
    sorter = sorter or keeping.in_force()
    language, language_sure, language_words = _language(text)
    likely = _likely(text, sorter, by_meaning=by_meaning)
    topic, topic_sure = _topic(likely)
    category, sure, category_words = _category(text, is_ours=topic is not None)
    first = next((one for one in likely if one.topic == topic), None)
    area = _area(text)
    return Suggestion(
        language=language,
        language_likelihood=language_sure,
        language_words=language_words,
        category=category,
        category_likelihood=sure,
        category_words=category_words,
        pathway=_pathway(category, at=at),
        likely=likely,
        topic=topic,
        topic_likelihood=topic_sure,
        area=area,
        body=bodies.answering_body(topic=topic, area=area) if topic else None,
        reasons=first.words if first else (),
        case_ids=first.case_ids if first else (),
        version=sorter.version,
        example_count=sorter.example_count,
    )


def _language(text: str) -> tuple[str, float, tuple[str, ...]]:
    guess = guess_language(text)
    if guess.language != UNDETERMINED and guess.confidence < SURE_OF_LANGUAGE:
        return "", guess.confidence, ()
    if not guess.confidence:
        return "", 0.0, ()
    known = STOP_WORDS.get(guess.language, frozenset())
    said = (word.casefold() for word in _WORD.findall(text[:2000]))
    found = dict.fromkeys(word for word in said if word in known)
    return guess.language, guess.confidence, tuple(found)[:_MOST_WORDS]


def _category(
    text: str, *, is_ours: bool
) -> tuple[Category | None, float, tuple[str, ...]]:
    guess = guess_kind(text)
    best = max(guess.likelihoods, key=lambda c: guess.likelihoods[c])
    likelihood = guess.likelihoods[best]
    if likelihood < SURE_OF_KIND:
        # Who only tells how something of ours is, most often complains of it.
        if is_ours and best == Category.COMPLAINT:
            return best, SURE_OF_KIND, ()
        return None, likelihood, ()
    return best, likelihood, guess.words[best]


def _pathway(category: Category | None, *, at: dt.datetime) -> Pathway | None:
    open_ways = [rule_set.pathway for rule_set in ways.on_web(at)]
    wanted = (category, Category.SUGGESTION, Category.COMPLAINT)
    found = (way for one in wanted for way in open_ways if way.category == one)
    return next(found, None)


def _likely(text: str, sorter: Sorter, *, by_meaning: bool) -> list[Likely]:
    if not sorter.topics or not _WORD.search(text):
        return []
    read = sorter.read(text, by_meaning=by_meaning)
    shares = sorter.likelihoods(sorter.evidence(read))
    places = np.argsort(-shares)[:_MOST_LIKELY]
    ids = [sorter.topics[place].id for place in places]
    topics = Topic.objects.select_related("body").in_bulk(ids)
    cases = _cases_near(read, sorter)
    seen = _still_published(cases)
    return [
        Likely(
            topic=topics[sorter.topics[place].id],
            likelihood=float(shares[place]),
            words=_words_for(int(place), read),
            case_ids=tuple(pk for pk in cases.get(int(place), ()) if pk in seen),
        )
        for place in places
        if sorter.topics[place].id in topics
    ]


def _words_for(place: int, read: Read) -> tuple[str, ...]:
    said = {m.word: m.topics[place] for m in read.matches if place in m.topics}
    return tuple(sorted(said, key=lambda word: -said[word])[:_MOST_WORDS])


def _cases_near(read: Read, sorter: Sorter) -> Mapping[int, tuple[int, ...]]:
    """Return, for each place of a topic, the ids of the cases nearest to the text."""
    if read.vector is None:
        return {}
    found: dict[int, tuple[int, ...]] = {}
    for case_id, place, likeness in sorter.nearest_cases(read.vector):
        if likeness >= _LIKE_ENOUGH and len(found.get(place, ())) < _MOST_CASES:
            found[place] = (*found.get(place, ()), case_id)
    return found


def _still_published(cases: Mapping[int, tuple[int, ...]]) -> frozenset[int]:
    """Return those that may be shown as reasons now: what is taken down vanishes at once."""
    ids = [pk for found in cases.values() for pk in found]
    if not ids:
        return frozenset()
    published = Case.objects.published().filter(pk__in=ids)
    return frozenset(published.values_list("pk", flat=True))


def _topic(likely: list[Likely]) -> tuple[Topic | None, float]:
    """Return the likeliest topic if it is sure enough, or what the likely have in common."""
    if not likely:
        return None, 0.0
    best = likely[0]
    if best.likelihood >= SURE_ENOUGH:
        return best.topic, best.likelihood
    whole = _headings(likely)
    heading = max(whole, key=lambda topic_id: whole[topic_id])
    if whole[heading] >= 1.4 * SURE_ENOUGH:
        return Topic.objects.select_related("body").get(pk=heading), whole[heading]
    return None, best.likelihood


def _headings(likely: list[Likely]) -> dict[int, float]:
    whole: dict[int, float] = {}
    for one in likely:
        heading = one.topic.parent_id or one.topic.pk
        whole[heading] = whole.get(heading, 0.0) + one.likelihood
    return whole


def _area(text: str) -> Area | None:
    """Return the area named in the text; the longest name, when several are."""
    lowered = f" {' '.join(_WORD.findall(text.casefold()))} "
    named = [
        area
        for area in Area.objects.order_by("name")
        if f" {area.name.casefold()} " in lowered
        or f" {area.name.casefold()}s " in lowered
    ]
    return max(named, key=lambda area: len(area.name), default=None)
