"""A sorter as bytes: numbers in NumPy's own format, words as JSON beside them."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from typing import Any

import numpy as np

from medverkan.participation.cases.sorting.sorter import Lessons, Sorter, TopicFacts

_OF_SORTER = ("word_rows", "word_topics", "word_is_name", "weights")
_OF_LESSONS = ("stem_counts", "sums", "counts", "case_ids", "case_topics", "case_rows")


def packed(sorter: Sorter) -> bytes:
    """Return everything of a sorter but its version."""
    arrays: dict[str, Any] = {name: getattr(sorter, name) for name in _OF_SORTER}
    arrays |= {name: getattr(sorter.lessons, name) for name in _OF_LESSONS}
    words = {
        "topics": [asdict(topic) for topic in sorter.topics],
        "stems": list(sorter.lessons.stems),
        "doubt": sorter.doubt,
        "example_count": sorter.example_count,
    }
    written = json.dumps(words, ensure_ascii=False).encode()
    arrays["words"] = np.frombuffer(written, dtype=np.uint8)
    target = io.BytesIO()
    np.savez_compressed(target, **arrays)
    return target.getvalue()


def unpacked(kept: bytes, *, version: int) -> Sorter:
    """Return the sorter kept as these bytes."""
    # Without pickles, so that a row can hold numbers but no program.
    with np.load(io.BytesIO(kept), allow_pickle=False) as arrays:
        words = json.loads(arrays["words"].tobytes())
        return Sorter(
            topics=tuple(_topic(told) for told in words["topics"]),
            lessons=Lessons(
                stems=words["stems"], **{name: arrays[name] for name in _OF_LESSONS}
            ),
            doubt=words["doubt"],
            example_count=words["example_count"],
            version=version,
            **{name: arrays[name] for name in _OF_SORTER},
        )


def _topic(told: dict[str, Any]) -> TopicFacts:
    lists = {name: tuple(told[name]) for name in ("names", "keywords")}
    return TopicFacts(**(told | lists))
