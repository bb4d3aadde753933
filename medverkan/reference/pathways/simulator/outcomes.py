"""The outcome of past cases under a version of the rules, one by one and in sum."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from medverkan.foundation.calendar import add_working_days, local_date
from medverkan.foundation.permissions import IdentityLevel
from medverkan.reference.pathways import windows
from medverkan.reference.pathways.choices import Circle
from medverkan.reference.pathways.models import RuleSet
from medverkan.reference.pathways.simulator.past_cases import PastCase, Support
from medverkan.reference.pathways.versions import Version


class Result(StrEnum):
    """What would have become of a case."""

    REFUSED = "refused"
    TAKEN_UP = "taken_up"
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    HANDLED = "handled"


class Obstacle(StrEnum):
    """Why a rule would have refused a case, or asked more of its author."""

    SIMILAR = "similar"
    ORGANISATION = "organisation"
    NOT_RESIDENT = "not_resident"
    STRONGER_IDENTITY = "stronger_identity"
    GUARDIAN = "guardian"


REFUSING = frozenset({Obstacle.SIMILAR, Obstacle.ORGANISATION, Obstacle.NOT_RESIDENT})


@dataclass(frozen=True)
class Outcome:
    """
    A case under a version of the rules.

    `counted` are the supports that would have counted, `too_weak` those that would have
    needed a surer identity, `too_late` those after the window. `days` are from
    publication to the threshold. `is_in_time` is None where there is no answer, or no
    time for it.
    """

    reference: str
    title: str
    result: Result
    obstacles: tuple[Obstacle, ...] = ()
    needed: int | None = None
    counted: int = 0
    too_weak: int = 0
    too_late: int = 0
    days: int | None = None
    is_in_time: bool | None = None


@dataclass(frozen=True)
class Summary:
    """Outcomes added up; `days_median` is over the cases that reached the threshold."""

    case_count: int
    results: dict[str, int]
    obstacles: dict[str, int]
    days_median: float | None
    in_time_count: int
    late_count: int
    too_weak: int
    too_late: int

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return asdict(self)


def simulate(
    version: Version, cases: Iterable[PastCase], *, residents_count: int | None
) -> list[Outcome]:
    """Return what would have become of each case under this version of the rules."""
    return [_outcome(version, case, residents_count) for case in cases]


def sum_up(outcomes: Collection[Outcome]) -> Summary:
    """Return the outcomes added up."""
    days = [one.days for one in outcomes if one.days is not None]
    return Summary(
        case_count=len(outcomes),
        results={
            result.value: sum(one.result == result for one in outcomes)
            for result in Result
        },
        obstacles=dict(
            Counter(str(obstacle) for one in outcomes for obstacle in one.obstacles)
        ),
        days_median=statistics.median(days) if days else None,
        in_time_count=sum(one.is_in_time is True for one in outcomes),
        late_count=sum(one.is_in_time is False for one in outcomes),
        too_weak=sum(one.too_weak for one in outcomes),
        too_late=sum(one.too_late for one in outcomes),
    )


def _outcome(version: Version, case: PastCase, residents_count: int | None) -> Outcome:
    rules = version.rule_set
    obstacles = tuple(_obstacles(rules, case))
    told = {
        "reference": case.reference,
        "title": case.title,
        "obstacles": obstacles,
        "is_in_time": _is_in_time(rules, case),
    }
    if REFUSING.intersection(obstacles):
        return Outcome(result=Result.REFUSED, **told)
    if not rules.gathers_support:
        answers = rules.decider == "officer"
        result = Result.HANDLED if answers else Result.TAKEN_UP
        return Outcome(result=result, **told)
    if rules.exempts_minority_matters and case.is_minority_matter:
        return Outcome(result=Result.TAKEN_UP, **told)
    return Outcome(**told, **_gathered(version, case, residents_count))


def _obstacles(rules: RuleSet, case: PastCase) -> Iterable[Obstacle]:
    if rules.similar_months is not None and any(
        windows.add_months(local_date(handled_at), rules.similar_months)
        > local_date(case.lodged_at)
        for handled_at in case.similar_at
    ):
        yield Obstacle.SIMILAR
    if case.author_is_organisation and not rules.organisations_may_submit:
        yield Obstacle.ORGANISATION
    if rules.submitters == Circle.RESIDENT and case.author_is_resident is False:
        yield Obstacle.NOT_RESIDENT
    if case.author_identity < rules.identity_to_submit:
        yield Obstacle.STRONGER_IDENTITY
    if (
        rules.guardian_below_age is not None
        and case.author_age is not None
        and case.author_age < rules.guardian_below_age
    ):
        yield Obstacle.GUARDIAN


def _gathered(
    version: Version, case: PastCase, residents_count: int | None
) -> dict[str, Any]:
    rules = version.rule_set
    opened_at = case.published_at or case.lodged_at
    closes_at = windows.closes_at(
        rules, opened_at=opened_at, chosen_months=case.chosen_months
    )
    valid = [one for one in case.supports if _is_sure_enough(rules, one)]
    in_time = [one for one in valid if closes_at is None or one.counted_at < closes_at]
    needed = min(
        (
            count
            for one in version.thresholds
            if (count := one.needed_count(residents_count=residents_count)) is not None
        ),
        default=None,
    )
    reached_at = _reached_at(in_time, needed)
    return {
        "result": Result.NOT_REACHED if reached_at is None else Result.REACHED,
        "needed": needed,
        "counted": _count(in_time),
        "too_weak": case.support_count - _count(valid),
        "too_late": _count(valid) - _count(in_time),
        "days": None if reached_at is None else (reached_at - opened_at).days,
    }


def _is_sure_enough(rules: RuleSet, support: Support) -> bool:
    if support.is_paper:
        return rules.allows_paper
    return support.identity >= IdentityLevel(rules.identity_to_support)


def _reached_at(supports: list[Support], needed: int | None) -> dt.datetime | None:
    if needed is None:
        return None
    total = 0
    for support in sorted(supports, key=lambda one: one.counted_at):
        total += support.count
        if total >= needed:
            return support.counted_at
    return None


def _is_in_time(rules: RuleSet, case: PastCase) -> bool | None:
    if case.answered_at is None:
        return None
    answered_date = local_date(case.answered_at)
    lodged_date = local_date(case.lodged_at)
    if rules.answer_days is not None:
        return answered_date <= add_working_days(lodged_date, rules.answer_days)
    if rules.answer_months is not None:
        return answered_date <= windows.add_months(lodged_date, rules.answer_months)
    return None


def _count(supports: Iterable[Support]) -> int:
    return sum(support.count for support in supports)
