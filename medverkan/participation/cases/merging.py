"""
Cases about the same thing, answered together (sammanläggning): which can be, and which are.

A joined case keeps its reference, register number, arrival, clock and its own author; only the
answer comes from the case that leads. Votes are never added: what gathers them stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case as Choose
from django.db.models import Exists, OuterRef, QuerySet, Value, When

from medverkan.foundation import references
from medverkan.foundation.permissions import Actor
from medverkan.foundation.search.documents import Document
from medverkan.foundation.search.similar import alike
from medverkan.participation.cases import queries, rules
from medverkan.participation.cases.models import Case, CaseQuerySet, Message
from medverkan.participation.cases.states import TO_ANSWER, CaseState, MessageKind

MOST_OFFERED = 10
# As many of the latest are compared; the rest are found by their reference.
_COMPARED = 200
_LEAST_ALIKE = 0.15


@dataclass(frozen=True)
class Candidate:
    """A case that may say the same; `reasons` tell why, `why_not` why it must stand alone."""

    case: Case
    reasons: tuple[Any, ...] = ()
    why_not: Any = ""


def waiting(case: Case) -> list[Case]:
    """Return the cases that are joined to this one and wait for its answer, as they arrived."""
    joined = case.merged.filter(state__in=TO_ANSWER)
    return list(with_all_that_decides(joined).order_by("arrived_at", "pk"))


@dataclass(frozen=True)
class Together:
    """
    How a case stands with others: what it leads, or what leads it, as far as the actor sees.

    `unseen` counts joined cases that are closed to the actor, so that nobody answers unaware.
    """

    joined: list[Case]
    unseen: int = 0
    may_join: bool = False

    @property
    def count(self) -> int:
        """Return to how many the answer goes besides the one who wrote this."""
        return len(self.joined) + self.unseen


def together(case: Case, *, actor: Actor) -> Together:
    """Return the cases that are answered with this one, and whether more may be joined."""
    answered = [one for one in case.merged.all() if one.state != CaseState.MERGED]
    every = sorted(answered, key=lambda one: (one.arrived_at, one.pk))
    ids = [one.pk for one in every]
    additions = Message.objects.filter(case=OuterRef("pk"), kind=MessageKind.ADDITION)
    mine = rules.visible_to(actor).filter(pk__in=ids)
    seen = with_all_that_decides(mine.annotate(says_more=Exists(additions)))
    joined = list(seen.order_by("arrived_at", "pk")) if ids else []
    return Together(
        joined, unseen=len(ids) - len(joined), may_join=rules.may_lead(actor, case)
    )


def chosen(values: Iterable[str], *, actor: Actor) -> list[Case]:
    """Return the cases of these references that the actor may see, as they arrived."""
    wanted = [value.partition(".")[0] for value in values][:100]
    found = rules.visible_to(actor).filter(reference__in=wanted)
    return list(with_all_that_decides(found).order_by("arrived_at", "pk"))


def candidates(case: Case, *, words: str, actor: Actor) -> list[Candidate]:
    """
    Return what may be about the same thing, the likeliest first, or what `words` refer to.

    Only what the actor may see at the same authority. What must stand alone is never suggested
    for being alike, but says why when it is asked for by its reference.
    """
    seen = rules.visible_to(actor).exclude(pk=case.pk)
    if words:
        return [
            Candidate(found, why_not=rules.why_not_joined(actor, found, into=case))
            for found in _mentioned(seen, words)
        ]
    open_now = seen.filter(
        authority=case.authority_id,
        state__in=TO_ANSWER,
        is_protected=False,
        ballot=None,
        merged_into=None,
    )
    same_topic = Choose(When(topic=case.topic_id or 0, then=Value(0)), default=Value(1))
    latest = with_all_that_decides(open_now).order_by(same_topic, "-arrived_at", "-pk")
    return _alike(case, latest[:_COMPARED], actor=actor)


def with_all_that_decides(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Fetch what `why_not_joined` and a preview read of each, in few queries."""
    return cases.select_related(
        "rule_set", "pathway", "body", "authority", "topic", "assignee", "opening", "alarm",
    ).prefetch_related("parties", "disqualifications", "merged")  # fmt: skip


def _mentioned(seen: CaseQuerySet, words: str) -> Iterable[Case]:
    try:
        found = seen.filter(reference=references.normalise(words))
    except references.NotAReference:
        found = seen.filter(opening__title__icontains=words, state__in=TO_ANSWER)
    return with_all_that_decides(found).order_by("-arrived_at", "-pk")[:MOST_OFFERED]


def _alike(case: Case, others: Iterable[Case], *, actor: Actor) -> list[Candidate]:
    by_id = {other.pk: other for other in others}
    found = alike(
        f"{case.opening.title}\n\n{case.opening.text}",
        among=[_document(other) for other in by_id.values()],
        place=case.place or None,
        least_score=_LEAST_ALIKE,
    )
    offered = [
        Candidate(by_id[document.object_id], tuple(comparison.reasons))
        for document, comparison in found
    ]
    return [
        one for one in offered if not rules.why_not_joined(actor, one.case, into=case)
    ][:MOST_OFFERED]  # fmt: skip


def _document(case: Case) -> Document:
    return Document(
        kind="case",
        object_id=case.pk,
        audience="staff",
        language=case.language,
        title=case.opening.title,
        text=case.opening.text,
        place=case.place,
        at=case.arrived_at,
    )


def languages_besides(case: Case, joined: Iterable[Case]) -> list[str]:
    """Return the languages that authors of joined cases read, besides the leading one's."""
    ours = queries.language_of(case)
    return sorted({queries.language_of(one) for one in joined} - {ours})
