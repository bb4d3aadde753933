"""
How well and how fast the sorter does on sentences that it has not seen.

    python -m benchmarks.sorting

Makes the demo municipality in a database of its own, asks the sorter as it starts (the
topics' words alone) and as it has learned from the demo's handled cases, and writes a table.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.fresh_sentences import SENTENCES, Sentence

if TYPE_CHECKING:
    from medverkan.participation.cases.sorting import Suggestion
    from medverkan.participation.cases.sorting.sorter import Sorter


def main() -> None:
    """Make the demo, ask, print and write JSON."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
        os.environ |= {"LOG_LEVEL": "WARNING", "OMP_NUM_THREADS": "1"}
        os.environ["SEARCH_ROOT"] = f"{folder}/search"
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        import django

        django.setup()
        results = measure()
    print(json.dumps(results, indent=1, ensure_ascii=False))
    target = Path("build/bench/sorting.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(results, indent=1, ensure_ascii=False), "utf-8")


def measure() -> dict:
    """Return what was measured, by name."""
    from django.core.management import call_command

    from medverkan.foundation import clock
    from medverkan.participation.cases.models import Case
    from medverkan.participation.cases.sorting import accuracy, keeping, learning

    call_command("migrate", verbosity=0)
    if not Case.objects.exists():
        call_command("demo", verbosity=0)
    start = time.perf_counter()
    untaught = learning.from_words(learning.topic_facts())
    seconds = {"to read the topics' words": round(time.perf_counter() - start, 1)}
    start = time.perf_counter()
    keeping.learn(at=clock.now())
    seconds["to learn from handled cases"] = round(time.perf_counter() - start, 1)
    version, checked = accuracy.of_latest_version()
    return {
        "sentences": len(SENTENCES),
        "seconds": seconds,
        "by letters alone": asked(untaught, by_meaning=False),
        "untaught": asked(untaught),
        "taught": asked(keeping.in_force()),
        "handled cases, each left out": {
            "cases": checked.whole.asked,
            "answered": checked.whole.answered,
            "right": checked.whole.right,
            "kept, kB": len(version.content) // 1024 if version else 0,
        },
    }


def asked(sorter: Sorter, *, by_meaning: bool = True) -> dict:
    """Ask the sorter every sentence."""
    from medverkan.foundation import clock
    from medverkan.foundation.search import meaning
    from medverkan.participation.cases.sorting import hints, suggest

    at = clock.now()
    suggest("En mening för att läsa in allt", at=at, sorter=sorter)
    answers: list[tuple[Sentence, Suggestion]] = []
    times: list[float] = []
    right_doors, other_doors = 0, 0
    for sentence in SENTENCES:
        meaning.vector.cache_clear()
        start = time.process_time()
        said = suggest(sentence.text, at=at, sorter=sorter, by_meaning=by_meaning)
        times.append(time.process_time() - start)
        answers.append((sentence, said))
        shown = {hint.door.slug for hint in hints(sentence.text, at=at)}
        right_doors += bool(sentence.door) and sentence.door in shown
        other_doors += bool(shown - {sentence.door})
    times.sort()
    doors = sum(bool(sentence.door) for sentence in SENTENCES)
    return {
        **_topics(answers),
        "category": _share(answers, lambda s: s.category, _is_right_category),
        "language": _share(answers, lambda s: s.language, _is_right_language),
        "wrong doors shown": f"{right_doors} of {doors}",
        "hints that were not asked for": other_doors,
        "ms of processor time, p50": round(1000 * times[len(times) // 2], 1),
        "ms of processor time, p95": round(1000 * times[int(len(times) * 0.95)], 1),
    }


def _topics(answers: list[tuple[Sentence, Suggestion]]) -> dict:
    with_topic = [(s, said) for s, said in answers if s.topics]
    places = [_place(sentence, said) for sentence, said in with_topic]
    dared = [(s, said) for s, said in with_topic if said.topic]
    right = sum(said.topic.slug in s.topics for s, said in dared if said.topic)
    none = [said for s, said in answers if not s.topics and not s.door]
    by_language = {
        code: round(
            sum(_place(s, said) == 0 for s, said in with_topic if s.language == code)
            / max(1, sum(s.language == code for s, _ in with_topic)),
            2,
        )
        for code in ("sv", "en", "fi")
    }
    return {
        "with a topic": len(with_topic),
        "top-1": round(sum(p == 0 for p in places) / len(places), 3),
        "top-3": round(sum(p < 3 for p in places) / len(places), 3),
        "top-1 by language": by_language,
        "dared to answer": round(len(dared) / len(with_topic), 3),
        "right of those": round(right / max(1, len(dared)), 3),
        "said nothing where there is nothing": f"{sum(not s.topic for s in none)} of {len(none)}",
        "wrong": [
            f"{s.text}: {said.likely[0].topic.slug if said.likely else '-'}"
            for s, said in with_topic
            if _place(s, said) != 0
        ],
    }


def _place(sentence: Sentence, said: Suggestion) -> int:
    slugs = [one.topic.slug for one in said.likely]
    return next((n for n, slug in enumerate(slugs) if slug in sentence.topics), 99)


def _is_right_category(sentence: Sentence, said: Suggestion) -> bool:
    return said.category == sentence.category


def _is_right_language(sentence: Sentence, said: Suggestion) -> bool:
    return said.language == sentence.language


def _share(
    answers: list[tuple[Sentence, Suggestion]],
    wanted: Callable[[Sentence], str],
    is_right: Callable[[Sentence, Suggestion], bool],
) -> float:
    asked_of = [(s, said) for s, said in answers if wanted(s)]
    return round(sum(is_right(s, said) for s, said in asked_of) / len(asked_of), 3)


if __name__ == "__main__":
    main()
