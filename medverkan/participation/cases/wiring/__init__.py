"""What this room tells the rooms below it: labels, menu, search, files, jobs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.urls import reverse

from medverkan.foundation.accounts import own_data
from medverkan.foundation.audit import subscribers
from medverkan.foundation.audit.models import Event
from medverkan.foundation.design import slots
from medverkan.foundation.files import access
from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.notices import access as letters
from medverkan.foundation.permissions import Actor
from medverkan.foundation.schedule import rounds
from medverkan.participation.ballots import news, subjects
from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.ballots.subjects import Subject
from medverkan.participation.cases import (
    history,
    operations,
    proposals,
    quarantine,
    rules,
    ways,
)
from medverkan.participation.cases import own_data as cases_own_data
from medverkan.participation.cases.following import mailings, steps, subscriptions
from medverkan.participation.cases.models import (
    FILE_KIND,
    Attachment,
    Case,
    Disqualification,
)
from medverkan.participation.cases.operations import proposing
from medverkan.participation.cases.sorting import wiring as sorting_wiring
from medverkan.participation.cases.states import CaseState
from medverkan.participation.cases.wiring import clockwork, finding, labels, menus
from medverkan.reference.pathways import running_cases as running
from medverkan.reference.pathways import simulator
from medverkan.reference.pathways.models import RuleSet
from medverkan.reference.register import queries as register_queries
from medverkan.reference.register import rules as register_rules


def register() -> None:
    """Tell the rooms below what they show of this one."""
    sorting_wiring.register()
    own_data.register("cases", cases_own_data.of_user)
    labels.register()
    menus.register()
    finding.register()
    clockwork.register()
    subjects.register(proposing.BALLOT_SUBJECT, _subjects_of)
    news.register(
        proposing.BALLOT_SUBJECT,
        news.News(is_offered=_offers_news, begin=_begin_news),
    )
    subscribers.subscribe(
        "cases.proposals",
        _follow_ballots,
        events=("ballot.threshold_reached", "ballot.number_checked", "ballot.closed"),
    )
    subscribers.subscribe(
        "cases.followers",
        mailings.begin_steps,
        events=steps.names(),
        reads_history=False,
    )
    slots.register("pathway.action", ways.actions)
    slots.register("ballot.voted", proposals.after_vote)
    rounds.register("followers", mailings.work)
    rounds.register("subscribers", subscriptions.work)
    access.register_gate(FILE_KIND, _may_read_file)
    register_rules.register_bar(_has_conflict_of_interest)
    simulator.register_source(history.past_cases)
    running.register_source(history.running_cases)
    letters.register_gate(_cases_whose_letters_are_read)


def _subjects_of(ballots: Sequence[Ballot]) -> dict[int, Subject]:
    """Return the proposals of ballots; who handles or is disqualified decides no votes."""
    cases = (
        Case.objects.filter(ballot__in=ballots)
        .select_related("merged_into", "rule_set", "exemption")
        .prefetch_related("disqualifications")
    )
    held = register_queries.holds_of([case.pk for case in cases])
    return {
        case.ballot_id: Subject(
            title=case.published_title,
            url=reverse("cases:detail", args=[case.reference]),
            barred_ids=frozenset(
                {row.user_id for row in case.disqualifications.all()}
                | ({case.assignee_id} if case.assignee_id else set())
            ),
            taken_by_staff=_taken_by_staff(case.rule_set),
            is_held=case.pk in held,
            joined_to=_joined_to(case),
            needs_number=_needs_number(case),
        )
        for case in cases
        if case.ballot_id is not None
    }


def _taken_by_staff(rule_set: RuleSet) -> frozenset[Channel]:
    """Return the channels by which staff may register votes under these rules."""
    taken = {
        Channel.PAPER: rule_set.allows_paper,
        Channel.PHONE: rule_set.allows_phone,
        Channel.LIST: rule_set.allows_list,
    }
    return frozenset(channel for channel, is_taken in taken.items() if is_taken)


def _needs_number(case: Case) -> bool:
    """Tell whether a body is, or may be, handed the number of votes."""
    if case.state in (CaseState.MERGED, CaseState.WITHDRAWN):
        return False
    return not hasattr(case, "exemption")


def _joined_to(case: Case) -> Subject | None:
    """Return the proposal where votes are gathered instead; without a name if it is hidden."""
    other = case.merged_into
    if case.state != CaseState.MERGED or other is None:
        return None
    if not other.is_published:
        return subjects.NOBODYS
    url = reverse("cases:detail", args=[other.reference])
    return Subject(title=other.published_title, url=url)


def _follow_ballots(happened: list[Event], at: dt.datetime) -> None:
    for event in happened:
        case = Case.objects.filter(pk=event.about_case).first()
        if case is None:
            continue
        if event.name == "ballot.threshold_reached":
            threshold = event.data["threshold"]
            operations.reach(case=case, threshold=threshold, at=event.occurred_at)
        elif event.name == "ballot.number_checked":
            operations.hand_over(case=case, counted=event.data["counted"], at=at)
        else:
            operations.end_voting(case=case, counted=event.data["counted"], at=at)


def _may_read_file(actor: Actor, file: StoredFile) -> bool:
    attachment = (
        Attachment.objects.select_related("message__case").filter(file=file).first()
    )
    if attachment is None:
        return quarantine.may_read_file(actor, file)
    return rules.may_read_attachment(actor, attachment)


def _has_conflict_of_interest(actor: Actor, case_id: int) -> bool:
    declared = Disqualification.objects.filter(case=case_id, user=actor.user_id)
    return actor.user_id is not None and declared.exists()


def _cases_whose_letters_are_read(
    actor: Actor, case_ids: Collection[int]
) -> frozenset[int]:
    """Whoever may see a case may see the letters about it."""
    seen = rules.visible_to(actor).filter(pk__in=case_ids)
    return frozenset(seen.values_list("pk", flat=True))


def _offers_news(ballot: Ballot) -> bool:
    case = Case.objects.published().filter(ballot=ballot).first()
    return case is not None and rules.may_be_followed(case)


def _begin_news(ballot: Ballot, email: str, language: str, at: dt.datetime) -> None:
    case = Case.objects.filter(ballot=ballot).first()
    if case is not None:
        operations.follow_by_vote(case=case, email=email, language=language, at=at)
