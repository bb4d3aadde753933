"""The sorter in force: kept as a row with a version, read once by each process."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Sequence

from django.db import transaction

from medverkan.participation.cases.models import Case, SorterVersion
from medverkan.participation.cases.sorting import examples, learning, storage
from medverkan.participation.cases.sorting.learning import Asked
from medverkan.participation.cases.sorting.results import SURE_ENOUGH
from medverkan.participation.cases.sorting.sorter import Sorter, TopicFacts
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Area, Topic

RELEARN_AFTER = dt.timedelta(hours=20)
VERSIONS_KEPT = 2
_reading = threading.Lock()


class _Held:
    """What this process has read last, and for which topics."""

    version = 0
    topics: tuple[TopicFacts, ...] = ()
    sorter: Sorter | None = None


def in_force() -> Sorter:
    """
    Return the latest sorter; while there is none, one that knows topics by their words.

    When topics have changed since it learned, what they are called now counts at once, and
    the rest when it has learned again.
    """
    version = _latest()
    topics = tuple(learning.topic_facts())
    with _reading:
        held = _Held.sorter
        if held is None or (_Held.version, _Held.topics) != (version, topics):
            held = _read(version, topics)
            _Held.version, _Held.topics, _Held.sorter = version, topics, held
    return held


def forget() -> None:
    """Let this process read the sorter anew."""
    with _reading:
        _Held.version, _Held.topics, _Held.sorter = 0, (), None


def learn(*, at: dt.datetime) -> SorterVersion:
    """Learn from the topics' words and the handled cases of today, and keep it."""
    before = _kept(_latest())
    untaught = learning.from_words(learning.topic_facts(), known=before)
    sorter, asked = learning.taught(untaught, list(examples.handled()), known=before)
    made = SorterVersion(
        made_at=at,
        example_count=sorter.example_count,
        content=storage.packed(sorter),
        checked=_checked(sorter, asked),
    )
    with transaction.atomic():
        made.save()
        old = SorterVersion.objects.order_by("-pk").values_list("pk", flat=True)
        kept = list(old[:VERSIONS_KEPT])
        SorterVersion.objects.exclude(pk__in=kept).update(content=b"")
    return made


def learn_if_needed(at: dt.datetime) -> None:
    """Learn when there is no sorter, when topics have changed, and once a day."""
    latest = SorterVersion.objects.order_by("-pk").defer("content").first()
    topics = tuple(learning.topic_facts())
    if not topics:
        return
    if latest is not None and at - latest.made_at < RELEARN_AFTER:
        known = _kept(latest.pk)
        if known is not None and tuple(known.topics) == topics:
            return
    learn(at=at)


def _latest() -> int:
    ids = SorterVersion.objects.order_by("-pk").values_list("pk", flat=True)
    return ids.first() or 0


def _kept(version: int) -> Sorter | None:
    row = SorterVersion.objects.filter(pk=version).first()
    if row is None or not row.content:
        return None
    return storage.unpacked(bytes(row.content), version=row.pk)


def _read(version: int, topics: Sequence[TopicFacts]) -> Sorter:
    kept = _kept(version)
    if kept is not None and tuple(kept.topics) == tuple(topics):
        return kept
    return learning.from_words(topics, known=kept, reads_unknown=False)


def _checked(sorter: Sorter, asked: Sequence[Asked]) -> list[list]:
    """Return what the sorter would have said of each example, had it not been there."""
    topics = Topic.objects.select_related("body").in_bulk()
    areas = dict(
        Case.objects.filter(pk__in=[one.case_id for one, _ in asked]).values_list(
            "pk", "area"
        )
    )
    places = Area.objects.in_bulk([pk for pk in areas.values() if pk])
    rows = []
    for example, evidence in asked:
        shares = sorter.likelihoods(evidence)
        best = int(shares.argmax())
        likelihood = round(float(shares[best]), 3)
        said = topics.get(sorter.topics[best].id) if likelihood >= SURE_ENOUGH else None
        body = None
        if said is not None:
            area = places.get(areas.get(example.case_id))
            body = bodies.body_for(topic=said, area=area).pk
        rows.append(
            [example.topic_id, said.pk if said else None, likelihood,
             example.body_id, body]
        )  # fmt: skip
    return rows
