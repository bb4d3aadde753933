"""How well the sorter does against what officers decided: in all, by topic and by body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from medverkan.participation.cases.models import Proposed, SorterVersion
from medverkan.participation.cases.sorting.examples import teachable
from medverkan.reference.bodies.models import Body, Topic

# A share of fewer cases says more of the cases than of the sorter.
FEWEST_SHOWN = 5
_WORST_PAIRS = 10

# (right topic, proposed topic or None, likelihood, right body, proposed body or None)
Answer = Sequence


@dataclass(frozen=True)
class Share:
    """How many of the cases of something were proposed at all, and how many of those right."""

    name: str
    asked: int
    answered: int
    right: int

    @property
    def share_right(self) -> float | None:
        """Return the share of right ones among the answered, when they are enough."""
        return self.right / self.answered if self.answered >= FEWEST_SHOWN else None

    @property
    def share_answered(self) -> float | None:
        """Return the share that the sorter dared to answer, when they are enough."""
        return self.answered / self.asked if self.asked >= FEWEST_SHOWN else None


@dataclass(frozen=True)
class Pair:
    """Two topics that the sorter takes for each other, and how often."""

    right: str
    proposed: str
    count: int


@dataclass(frozen=True)
class Accuracy:
    """The whole of it. `by_likelihood` tells whether 80 per cent sure is right 8 in 10."""

    whole: Share
    by_topic: list[Share] = field(default_factory=list)
    by_body: list[Share] = field(default_factory=list)
    by_likelihood: list[Share] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


def of_latest_version() -> tuple[SorterVersion | None, Accuracy]:
    """Return how today's sorter would have sorted each case, had it not been there."""
    version = SorterVersion.objects.order_by("-pk").defer("content").first()
    return version, measured(version.checked if version else [])


def as_it_happened() -> Accuracy:
    """Return what was proposed when cases came, against what officers made of them."""
    rows = (
        Proposed.objects.filter(case__in=teachable())
        .filter(Q(topic=None) | Q(topic__is_protected=False))
        .order_by("pk")
        .values_list("case__topic", "topic", "topic_likelihood", "case__body", "body")
    )
    return measured(list(rows))


def measured(answers: Iterable[Answer]) -> Accuracy:
    """Count answers; topics that are protected by now are left out."""
    topics = {
        topic.pk: str(topic.name)
        for topic in Topic.objects.filter(is_protected=False).order_by("pk")
    }
    bodies = {body.pk: str(body.name) for body in Body.objects.order_by("pk")}
    known = [a for a in answers if a[0] in topics and (a[1] is None or a[1] in topics)]
    by_topic: defaultdict[int, list[Answer]] = defaultdict(list)
    by_body: defaultdict[int, list[Answer]] = defaultdict(list)
    by_tenth: defaultdict[int, list[Answer]] = defaultdict(list)
    wrong: Counter[tuple[int, int]] = Counter()
    for answer in known:
        right, said, likelihood, body, _said_body = answer
        by_topic[right].append(answer)
        by_body[body].append(answer)
        by_tenth[min(9, int(likelihood * 10))].append(answer)
        if said is not None and said != right:
            wrong[right, said] += 1
    return Accuracy(
        whole=_share("", known),
        by_topic=_shares(by_topic, topics),
        by_body=[
            _share(bodies.get(pk, "–"), found, of=3)
            for pk, found in sorted(by_body.items(), key=lambda p: -len(p[1]))
        ],
        by_likelihood=[
            _share(f"{tenth * 10}–{tenth * 10 + 10} %", by_tenth[tenth])
            for tenth in sorted(by_tenth, reverse=True)
        ],
        pairs=[
            Pair(topics[right], topics[said], count)
            for (right, said), count in wrong.most_common(_WORST_PAIRS)
        ],
    )


def _shares(found: dict[int, list[Answer]], names: dict[int, str]) -> list[Share]:
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), names[pair[0]]))
    return [_share(names[pk], answers) for pk, answers in ordered]


def _share(name: str, answers: Sequence[Answer], *, of: int = 0) -> Share:
    said = [answer for answer in answers if answer[of + 1] is not None]
    return Share(
        name=name,
        asked=len(answers),
        answered=len(said),
        right=sum(answer[of + 1] == answer[of] for answer in said),
    )
