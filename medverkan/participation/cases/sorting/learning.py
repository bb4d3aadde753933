"""Learning: from topics' words and handled cases to a sorter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from medverkan.foundation.search import meaning
from medverkan.participation.cases.sorting import sorter as sorters
from medverkan.participation.cases.sorting.examples import Example
from medverkan.participation.cases.sorting.sorter import (
    LeftOut,
    Lessons,
    Read,
    Sorter,
    TopicFacts,
)
from medverkan.reference.bodies.models import Topic

# A stem that fewer cases have may be a name.
FEWEST_CASES_OF_A_STEM = 3
MOST_STEMS = 20_000
MOST_CASES_NEAR_BY = 5000
MOST_WEIGHED = 1500
FEWEST_TO_WEIGH = 30
_AT_A_TIME = 32
_ROUNDS, _STEP = 200, 0.05
# How many examples the usual weights are worth.
_TRUST_IN_USUAL = 40.0

Asked = tuple[Example, NDArray[np.float32]]


def topic_facts() -> list[TopicFacts]:
    """Return what the sorter knows of every topic now."""
    return [
        TopicFacts(
            id=topic.pk,
            slug=topic.slug,
            parent_id=topic.parent_id,
            is_protected=topic.is_protected,
            names=tuple(dict.fromkeys(str(v) for v in topic.name.values() if v)),
            keywords=tuple(
                dict.fromkeys(w for ws in topic.keywords.values() for w in ws if w)
            ),
        )
        for topic in Topic.objects.order_by("pk")
    ]


def from_words(
    topics: Sequence[TopicFacts],
    *,
    known: Sorter | None = None,
    reads_unknown: bool = True,
) -> Sorter:
    """
    Return a sorter that knows topics by their words alone: how it starts, untaught.

    `known` spares reading the meaning of words that it has already. A word takes some ten
    milliseconds: without `reads_unknown` the others count as letters only.
    """
    phrases = [
        (phrase, place, is_name)
        for place, topic in enumerate(topics)
        for found, is_name in ((topic.keywords, False), (_name_lines(topic), True))
        for phrase in found
    ]
    kept = _rows_of(known) if known else {}
    if not reads_unknown:
        phrases = [phrase for phrase in phrases if phrase[0] in kept]
    rows = _meanings([phrase for phrase, *_ in phrases], kept)
    return Sorter(
        topics=tuple(topics),
        word_rows=rows,
        word_topics=np.array([place for _, place, _ in phrases], dtype=np.int64),
        word_is_name=np.array([is_name for *_, is_name in phrases], dtype=bool),
    )


def taught(
    sorter: Sorter, examples: Sequence[Example], *, known: Sorter | None = None
) -> tuple[Sorter, list[Asked]]:
    """
    Return the sorter with what the examples teach, and their evidence without themselves.

    `known` spares reading again what it read before. The weights are fitted to how each example would have been sorted had it not been there.
    """
    place_of = {topic.id: place for place, topic in enumerate(sorter.topics)}
    examples = [e for e in examples if e.topic_id in place_of]
    if not examples:
        return sorter, []
    topics = np.array([place_of[e.topic_id] for e in examples], dtype=np.int64)
    vectors = _read(examples, known)
    lessons = _lessons(sorter, examples, topics, vectors)
    sorter = replace(sorter, lessons=lessons, example_count=len(examples))
    asked = [
        (example, _alone(sorter, example, topics[place], vectors[place : place + 1]))
        for place, example in enumerate(examples[:MOST_WEIGHED])
    ]
    if len(asked) >= FEWEST_TO_WEIGH:
        weights, doubt = fitted([found for _, found in asked], topics[: len(asked)])
        sorter = replace(sorter, weights=weights, doubt=doubt)
    return sorter, asked


def fitted(
    evidence: Sequence[NDArray[np.float32]], right: NDArray[np.int64]
) -> tuple[NDArray[np.float64], float]:
    """
    Return the weights under which the right topics are likeliest, near the usual ones.

    Conditional logit by Adam's gradient descent; a pull towards the usual weights is worth
    some forty examples, and no weight is negative: evidence never speaks against.
    """
    usual = np.append(sorters.USUAL_WEIGHTS, sorters.USUAL_DOUBT)
    values, mean, square = usual.copy(), np.zeros_like(usual), np.zeros_like(usual)
    found = np.stack(evidence).astype(np.float64)
    count = len(found)
    each = np.arange(count)
    for turn in range(1, _ROUNDS + 1):
        scores = found @ values[:-1]
        highest = np.maximum(scores.max(axis=1), values[-1])[:, None]
        shares = np.exp(scores - highest)
        doubts = np.exp(values[-1] - highest[:, 0])
        whole = shares.sum(axis=1) + doubts
        shares /= whole[:, None]
        expected = np.einsum("nt,ntf->f", shares, found)
        slope = expected - found[each, right].sum(axis=0)
        slope = np.append(slope, (doubts / whole).sum()) / count
        slope += _TRUST_IN_USUAL / count * (values - usual)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        step = mean / (1 - 0.9**turn) / (np.sqrt(square / (1 - 0.999**turn)) + 1e-8)
        values -= _STEP * step
        values[:-1] = np.maximum(values[:-1], 0)
    # Handled cases all have a topic, so they cannot teach doubt to grow smaller.
    return values[:-1], max(float(values[-1]), sorters.USUAL_DOUBT)


def _lessons(
    sorter: Sorter,
    examples: Sequence[Example],
    topics: NDArray[np.int64],
    vectors: NDArray[np.int8],
) -> Lessons:
    stems = [sorters.stems_of(example.text) for example in examples]
    common = Counter(stem for found in stems for stem in found)
    kept = [s for s, n in common.most_common(MOST_STEMS) if n >= FEWEST_CASES_OF_A_STEM]
    column = {stem: place for place, stem in enumerate(kept)}
    stem_counts = np.zeros((len(sorter.topics), len(kept)), dtype=np.float32)
    counts = np.zeros(len(sorter.topics), dtype=np.float32)
    sums = np.zeros((len(sorter.topics), meaning.DIMENSIONS), dtype=np.float32)
    for topic, found in zip(topics, stems, strict=True):
        stem_counts[topic, [column[s] for s in found if s in column]] += 1
        counts[topic] += 1
    if len(vectors):
        np.add.at(sums, topics, as_directions(vectors))
    near = [place for place, example in enumerate(examples) if example.is_published][
        : MOST_CASES_NEAR_BY if len(vectors) else 0
    ]
    return Lessons(
        stems=kept,
        stem_counts=stem_counts,
        sums=sums,
        counts=counts if len(vectors) or kept else np.zeros(0, np.float32),
        case_ids=np.array([examples[p].case_id for p in near], dtype=np.int64),
        case_topics=topics[near] if near else np.zeros(0, np.int64),
        case_rows=vectors[near] if near else np.zeros((0, 384), np.int8),
    )


def _read(examples: Sequence[Example], known: Sorter | None) -> NDArray[np.int8]:
    """Return what each example means; what a case said first never changes."""
    if not settings.SEARCH_BY_MEANING:
        return np.zeros((0, meaning.DIMENSIONS), dtype=np.int8)
    kept: dict[int, NDArray[np.int8]] = {}
    if known is not None:
        kept = dict(
            zip(known.lessons.case_ids.tolist(), known.lessons.case_rows, strict=True)
        )
    new = [example for example in examples if example.case_id not in kept]
    rows = _packed([example.text for example in new])
    kept |= dict(zip((example.case_id for example in new), rows, strict=True))
    return np.stack([kept[example.case_id] for example in examples])


def _alone(
    sorter: Sorter, example: Example, topic: np.int64, rows: NDArray[np.int8]
) -> NDArray[np.float32]:
    vector = as_directions(rows)[0] if len(rows) else None
    read = sorter.read(example.text, by_meaning=False)
    read = Read(matches=read.matches, stems=read.stems, vector=vector)
    itself = LeftOut(int(topic), example.case_id, read.stems, vector)
    return sorter.evidence(read, without=itself)


def as_directions(rows: NDArray[np.int8]) -> NDArray[np.float32]:
    """Return kept rows as vectors of length one."""
    wide = rows.astype(np.float32)
    return wide / np.maximum(np.linalg.norm(wide, axis=1, keepdims=True), 1e-6)


def _name_lines(topic: TopicFacts) -> tuple[str, ...]:
    # A name says more with some of its words beside it.
    return tuple(f"{name}. {', '.join(topic.keywords[:8])}" for name in topic.names)


def _rows_of(sorter: Sorter) -> dict[str, NDArray[np.int8]]:
    phrases = [
        phrase
        for topic in sorter.topics
        for phrase in (*topic.keywords, *_name_lines(topic))
    ]
    if len(phrases) != len(sorter.word_rows):
        return {}
    return dict(zip(phrases, sorter.word_rows, strict=True))


def _meanings(
    phrases: Sequence[str], known: dict[str, NDArray[np.int8]]
) -> NDArray[np.int8]:
    if not settings.SEARCH_BY_MEANING or not phrases:
        return np.zeros((0, meaning.DIMENSIONS), dtype=np.int8)
    unknown = [phrase for phrase in dict.fromkeys(phrases) if phrase not in known]
    found = known | dict(zip(unknown, _packed(unknown), strict=True))
    return np.stack([found[phrase] for phrase in phrases])


def _packed(texts: Sequence[str]) -> NDArray[np.int8]:
    if not settings.SEARCH_BY_MEANING or not texts:
        return np.zeros((0, meaning.DIMENSIONS), dtype=np.int8)
    rows: list[bytes] = []
    for start in range(0, len(texts), _AT_A_TIME):
        rows += meaning.packed(texts[start : start + _AT_A_TIME])
    return meaning.unpacked(rows)
