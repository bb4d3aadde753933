"""The sorter: what speaks for each topic in a text, weighed together into how likely each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from medverkan.foundation.search import meaning, words
from medverkan.participation.cases.sorting.keywords import Keywords, Match

# What may speak for a topic, in the order of the columns of the evidence.
EVIDENCE = ("keywords", "nearest words", "names", "learned words", "centre", "cases")
# Fitted on sentences written for it; a sorter that has learned moves away from them.
USUAL_WEIGHTS = np.array([2.4, 1.2, 0.7, 0.5, 0.4, 2.0])
USUAL_DOUBT = 2.2
# Without meanings, letters have to say more.
_WEIGHTS_OF_LETTERS = np.array([5.0, 0.0, 0.0, 0.7, 0.0, 0.0])
_DOUBT_OF_LETTERS = 2.0
_NEAREST_WORDS = 3
_NEAREST_CASES = 15
_USUAL_LIKENESS, _SPREAD = 0.84, 0.02
_SMOOTHING = 8.0
_NAME_WEIGHT = 0.5
_HALF_AFTER = 30

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class TopicFacts:
    """What the sorter knows of a topic: its words in every language; never an example."""

    id: int
    slug: str
    parent_id: int | None
    is_protected: bool
    names: tuple[str, ...]
    keywords: tuple[str, ...]


@dataclass(frozen=True)
class Lessons:
    """
    What handled cases have taught: counts of stems, centres of meaning, the cases near by.

    Only stems of several cases are counted, and only published cases are kept one by one.
    `topics` of the cases are places in the sorter's topics.
    """

    stems: Sequence[str] = ()
    stem_counts: Floats = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    sums: Floats = field(default_factory=lambda: np.zeros((0, 384), np.float32))
    counts: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    case_ids: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    case_topics: NDArray[np.int64] = field(
        default_factory=lambda: np.zeros(0, np.int64)
    )
    case_rows: NDArray[np.int8] = field(
        default_factory=lambda: np.zeros((0, 384), np.int8)
    )

    @cached_property
    def places(self) -> dict[str, int]:
        """Return the column of each stem."""
        return {stem: place for place, stem in enumerate(self.stems)}


@dataclass(frozen=True)
class LeftOut:
    """An example that must not speak for itself while it is being asked about."""

    topic: int
    case_id: int
    stems: NDArray[np.int64]
    vector: Floats | None


@dataclass(frozen=True)
class Read:
    """A text as the sorter sees it."""

    matches: list[Match]
    stems: NDArray[np.int64]
    vector: Floats | None


@dataclass(frozen=True)
class Sorter:
    """Everything needed to rank topics; `version` is 0 for one that is not kept."""

    topics: Sequence[TopicFacts]
    word_rows: NDArray[np.int8]
    word_topics: NDArray[np.int64]
    word_is_name: NDArray[np.bool_]
    lessons: Lessons = field(default_factory=Lessons)
    weights: NDArray[np.float64] = field(default_factory=lambda: USUAL_WEIGHTS)
    doubt: float = USUAL_DOUBT
    version: int = 0
    example_count: int = 0

    @cached_property
    def keywords(self) -> Keywords:
        """Return the topics' words, ready to be looked for."""
        return Keywords(
            (phrase, place, weight)
            for place, topic in enumerate(self.topics)
            for phrases, weight in (
                (topic.keywords, 1.0),
                (_words_of(topic.names), _NAME_WEIGHT),
            )
            for phrase in phrases
        )

    def read(self, text: str, *, by_meaning: bool = True) -> Read:
        """Return what of a text speaks for topics."""
        known = self.lessons.places
        stems = {known[s] for s in stems_of(text) if s in known}
        return Read(
            matches=self.keywords.found_in(text),
            stems=np.array(sorted(stems), dtype=np.int64),
            vector=meaning.vector(text) if by_meaning and len(self.word_rows) else None,
        )

    def evidence(self, read: Read, *, without: LeftOut | None = None) -> Floats:
        """Return a row for each topic and a column for each kind of evidence."""
        found = np.zeros((len(self.topics), len(EVIDENCE)), dtype=np.float32)
        for match in read.matches:
            for place, strength in match.topics.items():
                # What is said first is most often what it is about.
                found[place, 0] += strength / (1 + match.place / _HALF_AFTER)
        found[:, 0] = np.log1p(2 * found[:, 0])
        if read.vector is not None:
            found[:, 1], found[:, 2] = self._by_words(read.vector)
            found[:, 4] = self._by_centre(read.vector, without)
            found[:, 5] = self._by_cases(read.vector, without)
        found[:, 3] = self._by_learned_words(read.stems, without)
        return found

    def likelihoods(self, evidence: Floats) -> NDArray[np.float64]:
        """Return how likely each topic is; they add up to less than one, the rest is doubt."""
        if not evidence[:, 1].any():
            return likelihoods(evidence, _WEIGHTS_OF_LETTERS, _DOUBT_OF_LETTERS)
        return likelihoods(evidence, self.weights, self.doubt)

    def nearest_cases(self, vector: Floats) -> list[tuple[int, int, float]]:
        """Return the nearest published cases: id, place of the topic, likeness."""
        places, cosines = self._near(vector, without=None)
        lessons = self.lessons
        return [
            (int(lessons.case_ids[p]), int(lessons.case_topics[p]), float(c))
            for p, c in zip(places, cosines, strict=True)
        ]

    def _by_words(self, vector: Floats) -> tuple[Floats, Floats]:
        cosines = _cosines(self.word_rows, vector)
        by_words = np.full(len(self.topics), _USUAL_LIKENESS, dtype=np.float32)
        by_names = by_words.copy()
        for place in range(len(self.topics)):
            own = self.word_topics == place
            mine = cosines[own & ~self.word_is_name]
            if len(mine):
                by_words[place] = np.sort(mine)[-_NEAREST_WORDS:].mean()
            mine = cosines[own & self.word_is_name]
            if len(mine):
                by_names[place] = mine.max()
        return _scaled(by_words), _scaled(by_names)

    def _by_learned_words(self, stems: NDArray, without: LeftOut | None) -> Floats:
        lessons = self.lessons
        if not len(stems) or not lessons.counts.sum():
            return np.zeros(len(self.topics), dtype=np.float32)
        counts = lessons.stem_counts[:, stems].astype(np.float32)
        totals = lessons.counts.astype(np.float32).copy()
        if without is not None:
            totals[without.topic] -= 1
            counts[without.topic, np.isin(stems, without.stems)] -= 1
        background = (counts.sum(axis=0) + 0.5) / (totals.sum() + 1)
        share = (counts + _SMOOTHING * background) / (totals[:, None] + _SMOOTHING)
        # Only what speaks for a topic counts: what is never taught must not win by silence.
        return np.maximum(0, np.log(share / background)).sum(axis=1) / np.sqrt(
            len(stems)
        )

    def _by_centre(self, vector: Floats, without: LeftOut | None) -> Floats:
        lessons = self.lessons
        found = np.zeros(len(self.topics), dtype=np.float32)
        if not len(lessons.counts):
            return found
        sums, counts = lessons.sums, lessons.counts
        if without is not None and without.vector is not None:
            sums, counts = sums.copy(), counts.copy()
            sums[without.topic] -= without.vector
            counts[without.topic] -= 1
        taught = counts > 0.5
        if taught.sum() < 2:
            return found
        norms = np.linalg.norm(sums[taught], axis=1)
        cosines = sums[taught] @ vector / np.maximum(norms, 1e-6)
        found[taught] = np.maximum(0, cosines - cosines.mean()) / _SPREAD
        return found

    def _by_cases(self, vector: Floats, without: LeftOut | None) -> Floats:
        found = np.zeros(len(self.topics), dtype=np.float32)
        places, cosines = self._near(vector, without)
        if len(places):
            votes = np.exp((cosines - cosines.max()) / _SPREAD)
            np.add.at(found, self.lessons.case_topics[places], votes / votes.sum())
        return found

    def _near(
        self, vector: Floats, without: LeftOut | None
    ) -> tuple[NDArray[np.int64], Floats]:
        lessons = self.lessons
        if not len(lessons.case_ids):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        cosines = _cosines(lessons.case_rows, vector)
        if without is not None:
            cosines[lessons.case_ids == without.case_id] = -1
        count = min(_NEAREST_CASES, len(cosines))
        places = np.argpartition(cosines, -count)[-count:]
        places = places[np.argsort(-cosines[places])]
        places = places[cosines[places] > 0]
        return places, cosines[places]


def likelihoods(
    evidence: Floats, weights: NDArray[np.float64], doubt: float
) -> NDArray[np.float64]:
    """Return the share of each row among all rows and doubt, by their weighed evidence."""
    scores = evidence @ weights
    highest = max(float(scores.max(initial=doubt)), doubt)
    shares = np.exp(scores - highest)
    return shares / (shares.sum() + np.exp(doubt - highest))


def stems_of(text: str) -> set[str]:
    """Return the telling stems of a text, in all our languages at once."""
    read = words.words(text, limit=400)
    return {
        min(words.variants(word), key=lambda stem: (len(stem), stem))
        for word in read
        if len(word) > 2 and not word.isdecimal() and not words.is_stop_word(word)
    }


def _words_of(names: Sequence[str]) -> list[str]:
    found = {word for name in names for word in words.words(name) if len(word) > 4}
    return sorted(word for word in found if not words.is_stop_word(word))


def _cosines(rows: NDArray[np.int8], vector: Floats) -> Floats:
    wide = rows.astype(np.float32)
    return wide @ vector / np.maximum(np.linalg.norm(wide, axis=1), 1)


def _scaled(cosines: Floats) -> Floats:
    return (cosines - _USUAL_LIKENESS) / _SPREAD
