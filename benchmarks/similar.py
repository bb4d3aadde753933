"""
How well and how fast similar things are found, among 100 000 made for the purpose.

    python -m benchmarks.similar [--entries 100000] [--database URL]

Quality is asked of `wishes.py`, alone and then among the others, and of questions that
nothing was tuned on (`fresh_questions.py`). Five hundred of the
others have a vector of their own; the rest have one of those with noise added, since
reading them all would take an hour, and their number is what costs time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.fresh_questions import FRESH
from benchmarks.wishes import QUESTIONS, WISHES, Question, Wish

AT = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
OWN_VECTORS = 500
SYLLABLES = "bal dor fin gra hol jul kam len mos nor pil ros sal tor vid yr ås"
COMMON = (
    "bygg fler bättre nya rusta flytta laga stoppa öppna väg park skola buss plats gata "
    "torg lampa bänk träd cykel hall museum möte tid kort pris mark hus kök tak dörr "
    "bro stig backe sjö skog grind mur klocka skylt karta linje spår kurs lek sång"
)


def main() -> None:
    """Make the entries, ask the questions, print a table and write JSON."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        url = arguments.database or f"sqlite:///{folder}/bench.sqlite3"
        os.environ |= {"DATABASE_URL": url, "SEARCH_ROOT": f"{folder}/search"}
        os.environ |= {"LOG_LEVEL": "WARNING", "OMP_NUM_THREADS": "1"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
        import django

        django.setup()
        results = measure(arguments.entries)
    _show(results)
    target = Path("build/bench/similar.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(results, indent=1), encoding="utf-8")


def measure(entries: int) -> dict:
    """Return what was measured, by name."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", "search", verbosity=0)
    _register(list(_documents(WISHES)))
    _index()
    results = {"database": connection.vendor, "alone": _asked(QUESTIONS)}
    made = [*_documents(WISHES), *_documents(_others(entries - len(WISHES)), 1000)]
    _register(made)
    start = time.perf_counter()
    _index()
    results["seconds to index, without meanings of the others"] = _since(start)
    results["entries"] = len(made)
    _add_vectors()
    start = time.perf_counter()
    _write_snapshot()
    results["seconds to write the snapshot"] = _since(start)
    _asked(QUESTIONS)
    results["among all"] = _asked(QUESTIONS)
    results["among all, questions never tuned on"] = _asked(FRESH)
    results["find, ms"] = _finding()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    results["peak memory of this process, MB"] = peak // 1024
    return results


def _register(documents: list) -> None:
    from medverkan.foundation.search import documents as registry

    by_id = {document.object_id: document for document in documents}
    registry._kinds.pop("wish", None)
    registry.register(
        "wish",
        build=lambda ids: [by_id[pk] for pk in ids if pk in by_id],
        every_id=lambda: list(by_id),
        url="files:download",
    )


def _documents(wishes: Iterable, first: int = 1) -> Iterator:
    from medverkan.foundation.search.documents import Document

    for number, wish in enumerate(wishes, first):
        yield Document(
            kind="wish",
            object_id=number,
            audience="public",
            language="sv",
            title=wish.title,
            text=wish.text,
            place=wish.place,
            url_args=[str(number)],
            at=AT - dt.timedelta(hours=number % 20_000),
        )


def _others(count: int) -> Iterator:
    """Return other wishes: common words are common and most words rare, as in life."""
    choose = random.Random(1921)
    syllables = SYLLABLES.split()
    rare = [
        "".join(choose.choices(syllables, k=choose.choice((2, 3))))
        for _ in range(40_000)
    ]
    common = COMMON.split()
    places = [f"{choose.choice(rare)}by".title() for _ in range(400)]
    for _ in range(count):
        place = choose.choice(places)
        title = [*choose.sample(common, 2), choose.choice(rare), "i", place]
        text = [*choose.choices(common, k=15), *choose.choices(rare, k=15)]
        yield Wish(" ".join(title).capitalize(), " ".join(text).capitalize(), place)


def _index() -> None:
    from medverkan.foundation.search import operations

    operations.reindex("wish")
    _write_meanings_of_wishes()
    _write_snapshot()


def _write_meanings_of_wishes() -> None:
    from medverkan.foundation.search import meaning
    from medverkan.foundation.search.models import Meaning, SearchEntry
    from medverkan.foundation.search.tasks import entry_words

    missing = list(SearchEntry.objects.filter(meaning=None, object_id__lt=1000))
    vectors = meaning.packed([entry_words(entry) for entry in missing] or ["-"])
    Meaning.objects.bulk_create(
        Meaning(entry=entry, vector=vector)
        for entry, vector in zip(missing, vectors, strict=False)
    )


def _add_vectors() -> None:
    import numpy as np

    from medverkan.foundation.search import meaning
    from medverkan.foundation.search.models import Meaning, SearchEntry
    from medverkan.foundation.search.tasks import entry_words

    missing = SearchEntry.objects.filter(meaning=None).defer("url_args")
    own = [entry_words(entry) for entry in missing.order_by("pk")[:OWN_VECTORS]]
    known = meaning.unpacked(meaning.packed(own)).astype(np.int16)
    noise = np.random.default_rng(1921)
    rows = []
    for number, pk in enumerate(missing.order_by("pk").values_list("pk", flat=True)):
        row = known[number % len(known)]
        if number >= len(known):
            row = row + noise.integers(-6, 7, size=row.shape, dtype=np.int16)
        rows.append(
            Meaning(entry_id=pk, vector=row.clip(-127, 127).astype(np.int8).tobytes())
        )
    Meaning.objects.bulk_create(rows, batch_size=2000)


def _write_snapshot() -> None:
    from django.db import connection

    from medverkan.foundation.search import snapshot

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_searchentry")
    snapshot.write()


def _asked(questions: list[Question]) -> dict:
    from medverkan.foundation.search import meaning

    results = {}
    for name, by_meaning in (("by words", False), ("by words and meaning", True)):
        places, times, worked = [], [], []
        by_how = defaultdict(list)
        for question in questions:
            meaning.vector.cache_clear()
            start, worked_before = time.perf_counter(), time.process_time()
            places.append(_place(question, by_meaning=by_meaning))
            times.append(time.perf_counter() - start)
            worked.append(time.process_time() - worked_before)
            by_how[question.how].append(places[-1] < 5)
        results[name] = {
            **{f"hit@{n}": _share(place < n for place in places) for n in (1, 3, 5)},
            **{f"hit@5, {how}": _share(hits) for how, hits in by_how.items()},
            "ms": _spread(times),
            "ms of processor time": _spread(worked),
        }
    return results


def _place(question: Question, *, by_meaning: bool) -> int:
    from medverkan.foundation.search.similar import similar

    found = similar(
        question.text,
        audiences=["public"],
        limit=5,
        by_meaning=by_meaning,
        least_score=0,
    )
    titles = [one.entry.title for one in found]
    return titles.index(question.wanted) if question.wanted in titles else 99


def _finding() -> dict:
    from medverkan.foundation.search import queries

    times = []
    for text in [*(question.text for question in QUESTIONS), "park", "bygg väg", "lek"]:
        start = time.perf_counter()
        queries.find(text, audiences=["public"], limit=20)
        times.append(time.perf_counter() - start)
    return _spread(times)


def _share(values: Iterable[bool]) -> float:
    found = list(values)
    return round(sum(found) / len(found), 2)


def _spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(1000 * seconds for seconds in times)
    return {
        "p50": round(ordered[len(ordered) // 2], 1),
        "p95": round(ordered[int(len(ordered) * 0.95)], 1),
        "slowest": round(ordered[-1], 1),
    }


def _since(start: float) -> float:
    return round(time.perf_counter() - start, 1)


def _show(results: dict, indent: str = "") -> None:
    for name, value in results.items():
        if isinstance(value, dict) and "p50" not in value:
            print(f"{indent}{name}")
            _show(value, indent + "  ")
        else:
            print(f"{indent}{name}: {value}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument(
        "--database", help="an empty database; a file of its own if none"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
