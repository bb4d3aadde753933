"""Cases as the room of rules sees them: past ones to simulate on, running ones to keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import Head
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import OPEN
from medverkan.reference.pathways.choices import Decider
from medverkan.reference.pathways.models import Pathway
from medverkan.reference.pathways.running_cases import RunningCase
from medverkan.reference.pathways.simulator.past_cases import PastCase, Support


def past_cases() -> Iterator[PastCase]:
    """
    Return every proposal as it was: when it was lodged, published, and how votes came in.

    No vote has a time of its own: how they came is read from the signed heads, each of which
    says how many counted by then.
    """
    proposals = list(
        Case.objects.exclude(rule_set__decider=Decider.OFFICER)
        .select_related("opening", "exemption")
        .order_by("arrived_at", "pk")
    )
    supports = _supports({case.ballot_id for case in proposals if case.ballot_id})
    for case in proposals:
        yield PastCase(
            reference=case.reference,
            title=case.published_title or case.reference,
            lodged_at=case.arrived_at,
            published_at=case.published_at,
            answered_at=case.first_answered_at,
            is_minority_matter=hasattr(case, "exemption"),
            chosen_months=case.window_months,
            supports=tuple(supports.get(case.ballot_id or 0, ())),
        )


def _supports(ballot_ids: Iterable[int]) -> dict[int, list[Support]]:
    supports: dict[int, list[Support]] = defaultdict(list)
    counted: dict[int, int] = defaultdict(int)
    heads = Head.objects.filter(ballot__in=list(ballot_ids), audience=Audience.INTERNAL)
    for head in heads.order_by("ballot", "number"):
        now = head.confirmed - head.withdrawn - head.struck + head.restored
        more = now - counted[head.ballot_id]
        if more > 0:
            supports[head.ballot_id].append(Support(counted_at=head.at, count=more))
        counted[head.ballot_id] = max(now, counted[head.ballot_id])
    return supports


def running_cases(pathway: Pathway) -> Iterator[RunningCase]:
    """Return the pathway's cases that are not finished, with their last day to vote."""
    running = (
        Case.objects.filter(pathway=pathway, state__in=OPEN)
        .select_related("rule_set", "ballot")
        .order_by("arrived_at", "pk")
    )
    for case in running:
        yield RunningCase(
            reference=case.reference,
            title=case.published_title or case.reference,
            version=case.rule_set.version,
            last_date=case.ballot.last_date if case.ballot else None,
        )
