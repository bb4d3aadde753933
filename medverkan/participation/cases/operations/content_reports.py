"""Readers report what is published; a person looks and decides, with reasons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from medverkan.foundation.permissions import ANYONE, Actor, require
from medverkan.foundation.text import without_identity_numbers
from medverkan.participation.cases import emails, events, rules
from medverkan.participation.cases.models import Case, ContentReport
from medverkan.participation.cases.operations import publishing
from medverkan.participation.cases.operations.locking import lock, record
from medverkan.participation.cases.operations.reviewing import end_review
from medverkan.participation.cases.states import (
    Publication,
    ReportDecision,
    ReportGround,
)


@dataclass(frozen=True, kw_only=True)
class Published:
    """What everyone is to read of a case: title, text and answer, and whether the place too."""

    title: str
    text: str
    answer: str = ""
    shows_place: bool = False


@transaction.atomic
def report_content(
    *,
    case: Case,
    ground: ReportGround,
    text: str,
    email: str,
    language: str,
    at: dt.datetime,
) -> ContentReport:
    """
    Take a reader's report of what is published; the same words twice count once while open.

    :raises NotPermitted: the case is not published
    """
    case = lock(case, version=None)
    require(rules.may_be_reported(case))
    text, _ = without_identity_numbers(text)
    report, is_new = ContentReport.objects.get_or_create(
        case=case,
        ground=ground,
        text=text,
        email=email.strip(),
        decided_at=None,
        defaults={"language": language, "reported_at": at},
    )
    if is_new:
        record(events.REPORTED, case, actor=ANYONE, at=at, report_ground=ground.value)
    return report


@transaction.atomic
def decide_reports(
    *,
    case: Case,
    decision: ReportDecision,
    reason: str,
    published: Published,
    latest: int,
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> int:
    """
    Decide on every open report up to the `latest` that the actor saw; return how many.

    What is published is changed or taken down in the same transaction, and its author told
    why. Whoever reported with an address is told the decision, and the address forgotten.

    :raises NotPermitted: the actor does not review the case, or what is down would be kept
    :raises ReviewTaken: another officer is reviewing it
    """
    case = lock(case, version=version)
    require(rules.may_decide_reports(actor, case))
    require(case.is_published or decision == ReportDecision.UNPUBLISH)
    end_review(case, actor=actor, at=at)
    title, is_down = case.published_title, case.publication != Publication.PUBLISHED
    if decision != ReportDecision.KEEP and not is_down:
        _change(case, decision, published, actor=actor, at=at)
        emails.send_moderated(case, decision, reason=reason, actor=actor, at=at)
    open_ones = list(ContentReport.objects.open().filter(case=case, pk__lte=latest))
    for report in open_ones:
        emails.readers.send_report_decided(
            report, case, decision, title=title, reason=reason, actor=actor, at=at
        )
    ContentReport.objects.filter(pk__in=[report.pk for report in open_ones]).update(
        decision=decision, reason=reason, decided_at=at, decided_by=actor.user_id, email=""
    )  # fmt: skip
    record(
        events.REPORTS_DECIDED, case, actor=actor, at=at,
        report_decision=decision.value, count=len(open_ones),
    )  # fmt: skip
    return len(open_ones)


def _change(
    case: Case,
    decision: ReportDecision,
    published: Published,
    *,
    actor: Actor,
    at: dt.datetime,
) -> None:
    if decision == ReportDecision.UNPUBLISH:
        publishing.unpublish(case=case, version=case.version, actor=actor, at=at)
    else:
        publishing.mask(
            case=case,
            title=published.title,
            text=published.text,
            answer=published.answer,
            shows_place=published.shows_place,
            version=case.version,
            actor=actor,
            at=at,
        )
