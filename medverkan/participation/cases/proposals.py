"""Proposals as everyone sees them: lists with numbers, and what a row of them shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design.slots import Fragment
from medverkan.foundation.prepared import Given, Prepared
from medverkan.participation.ballots import panels
from medverkan.participation.ballots.models import Ballot, Check
from medverkan.participation.ballots.queries import Count, count, count_of
from medverkan.participation.cases import directory, rules
from medverkan.participation.cases.models import (
    Case,
    CaseQuerySet,
    Decision,
    Exemption,
    ImplementationStep,
)
from medverkan.participation.cases.queries import (
    Filters,
    Position,
    PublicPage,
    page_of,
)
from medverkan.participation.cases.states import (
    PROPOSAL_UNDER_WAY,
    CaseState,
    Publication,
)

# What a row shows of the voting: how far it is to the number, and how long it goes on.
_BALLOT = ("ballot__threshold", "ballot__state", "ballot__closes_at")
_STEPS = ImplementationStep.objects.filter(case=OuterRef("pk"))

# As many are listed: of those before, each address tells.
MOST_REFUSED = 200

# Where others may have been joined to a proposal.
MAY_LEAD = PROPOSAL_UNDER_WAY | {CaseState.NOT_REACHED, CaseState.DONE}

# What a reader asks for, by the word in the address.
STAGES = {
    "samlar": Q(state=CaseState.GATHERING),
    "nadde": Q(state=CaseState.REACHED),
    "namnden": Q(state=CaseState.PREPARING),
    "beslutat": Q(state=CaseState.DECIDED)
    | (Q(state=CaseState.DONE) & ~Exists(_STEPS)),
    "genomfors": Q(state=CaseState.IMPLEMENTING),
    "genomfort": Q(state=CaseState.DONE) & Exists(_STEPS),
    "nadde-inte": Q(state=CaseState.NOT_REACHED),
    "ihopslaget": Q(state=CaseState.MERGED),
}
STAGE_LABELS = {
    "samlar": _("Gathering votes"),
    "nadde": _("Reached enough votes"),
    "namnden": _("With the board"),
    "beslutat": _("Board has decided"),
    "genomfors": _("Being carried out"),
    "genomfort": _("Carried out"),
    "nadde-inte": _("Did not reach enough votes"),
    "ihopslaget": _("Joined with another proposal"),
}


@dataclass(frozen=True)
class Row:
    """A proposal in a list; `count` is None where no votes are gathered."""

    case: Case
    count: Count | None
    time_left: str

    @property
    def threshold(self) -> int | None:
        """The number of votes that hands it over."""
        return self.case.ballot.threshold if self.case.ballot else None

    @property
    def decision(self) -> Decision | None:
        """The last decision, if a body has decided."""
        decisions = list(self.case.decisions.all())
        return decisions[-1] if decisions else None


def page(
    filters: Filters, *, stage: str = "", after: Position | None = None
) -> PublicPage:
    """Return a page of published proposals, newest first."""
    cases = filters.apply(_shown())
    if stage in STAGES:
        cases = cases.filter(STAGES[stage])
    return page_of(cases.prefetch_related(_decisions()), *_BALLOT, after=after)


def rows(cases: Iterable[Case], *, at: dt.datetime) -> list[Row]:
    """Return cases with their numbers: one query of the count, however many there are."""
    cases = list(cases)
    ballots = [case.ballot_id for case in cases if case.ballot_id]
    counts = count(ballots) if ballots else {}
    return [
        Row(
            case=case,
            count=counts.get(case.ballot_id),
            time_left=_time_left(case.ballot, at),
        )
        for case in cases
    ]


def newest(filters: Filters, *, at: dt.datetime) -> list[Row]:
    """Return the newest published cases of every kind, with numbers where votes are gathered."""
    cases = filters.apply(Case.objects.published().select_related("ballot"))
    return rows(page_of(cases, "published_text", *_BALLOT).cases, at=at)


def refused() -> list[Case]:
    """Return the last proposals that were not published, each with its ground."""
    found = Case.objects.not_published().proposals()
    return list(
        found.select_related("refusal").order_by("-refused_at", "-pk")[:MOST_REFUSED]
    )


def refused_by_reference(reference: str) -> Case:
    """
    Return what stands where a case that was refused would have stood.

    :raises Case.DoesNotExist: there is none that everyone may know of
    """
    refused = Case.objects.not_published().select_related("refusal", "rule_set")
    return refused.get(reference=reference)


def merged_into(case: Case, *, at: dt.datetime) -> list[Row]:
    """Return proposals that were joined to this one, each with a count of its own."""
    if case.state not in MAY_LEAD:
        return []
    merged = Case.objects.published().filter(merged_into=case, state=CaseState.MERGED)
    return rows(merged.select_related("ballot").order_by("ended_at", "pk"), at=at)


def running(*, limit: int, at: dt.datetime) -> list[Row]:
    """Return the proposals that gather votes now, the one that closes first at the top."""
    cases = directory.name(_running(limit, at=at))
    for case in cases:
        case.ballot = Ballot(
            pk=case.ballot_id,
            state=case.voting,
            threshold=case.threshold,
            closes_at=case.closes_at,
        )
    return rows(cases, at=at)


@Prepared
def _running(limit: int, at: Given) -> CaseQuerySet:
    return (
        Case.objects.published()
        .proposals()
        .for_public_rows("ballot")
        .annotate(
            voting=F("ballot__state"),
            threshold=F("ballot__threshold"),
            closes_at=F("ballot__closes_at"),
        )
        .filter(state=CaseState.GATHERING, closes_at__gt=at)
        .order_by("closes_at", "pk")[:limit]
    )


def latest_decided(*, limit: int) -> list[Decision]:
    """Return the last decisions, with `reference`, `published_title` and `language` of each."""
    return directory.name_bodies(_latest_decided(limit))


@Prepared
def _latest_decided(limit: int) -> QuerySet[Decision]:
    return (
        Decision.objects.filter(
            case__publication=Publication.PUBLISHED, case__is_protected=False
        )
        .exclude(case__state=CaseState.PREPARING)
        .only("outcome", "date", "reasons", "body")
        .annotate(
            reference=F("case__reference"),
            published_title=F("case__published_title"),
            language=F("case__language"),
        )
        .order_by("-date", "-pk")[:limit]
    )


def check_that_fell(case: Case) -> Check | None:
    """
    Return the signed check on which a proposal was handed over, if fewer votes count now.

    What was handed over stays with its body: the number that counted then was checked.
    """
    if case.ballot is None or case.state in (
        CaseState.GATHERING,
        CaseState.NOT_REACHED,
        CaseState.MERGED,
    ):
        return None
    check = case.ballot.checks.order_by("pk").first()
    if check is None or count_of(case.ballot).counted >= check.threshold:
        return None
    return check


def exemption_of(case: Case) -> Exemption | None:
    """Return why a proposal needs no votes; None where it does, or its rules exempt nothing."""
    if not case.rule_set.exempts_minority_matters:
        return None
    return Exemption.objects.filter(case=case).first()


def after_vote(
    request: HttpRequest | None, ballots: Sequence[Ballot]
) -> dict[int, list[Fragment]]:
    """
    Lead whoever has voted on to following the proposal, in one query.

    Two lists on purpose: who voted is never known to the one who sends the news.
    """
    cases = Case.objects.published().filter(ballot__in=ballots)
    template = "cases/parts/follow_after_vote.html"
    return {
        case.ballot_id: [Fragment(template, {"reference": case.reference})]
        for case in cases
        if case.ballot_id is not None and rules.may_be_followed(case)
    }


def _shown() -> CaseQuerySet:
    return Case.objects.published().proposals().select_related("ballot")


def _decisions() -> Prefetch:
    decisions = Decision.objects.only("case", "outcome", "date")
    return Prefetch("decisions", queryset=decisions.order_by("date", "pk"))


def _time_left(ballot: Ballot | None, at: dt.datetime) -> str:
    return panels.time_left(ballot, at) if ballot else ""
