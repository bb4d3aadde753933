"""Service requests: published fault reports, as Open311 tells them. Nobody is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from medverkan.foundation import calendar, references
from medverkan.foundation.text.numbers import whole_number
from medverkan.participation.cases import words
from medverkan.participation.cases.models import Case, CaseQuerySet, Message
from medverkan.participation.cases.states import OPEN, MessageKind
from medverkan.publishing.api.open311 import offered
from medverkan.publishing.api.open311.refusals import Refused, not_found
from medverkan.reference.pathways.choices import Category

LONGEST_SPAN = dt.timedelta(days=90)
LARGEST_PAGE = 1000
STATUSES = ("open", "closed")


@dataclass(frozen=True)
class Filters:
    """What was asked for; empty means everything, newest first."""

    ids: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    start_at: dt.datetime | None = None
    end_at: dt.datetime | None = None
    page: int = 1
    page_size: int = LARGEST_PAGE


def filters_of(asked: Mapping[str, str], *, at: dt.datetime) -> Filters:
    """
    Read the parameters of a list; `service_request_id` overrides the others, as the standard says.

    :raises Refused: one of them cannot be read
    """
    page = _number(asked, "page", largest=1_000_000)
    page_size = _number(asked, "page_size", largest=LARGEST_PAGE) or LARGEST_PAGE
    ids = _several(asked, "service_request_id")
    if ids:
        return Filters(ids=ids, page=page or 1, page_size=page_size)
    start_at, end_at = _span(asked, at=at)
    return Filters(
        codes=_several(asked, "service_code"),
        statuses=_statuses(asked),
        start_at=start_at,
        end_at=end_at,
        page=page or 1,
        page_size=page_size,
    )


def service_requests(filters: Filters) -> list[dict[str, Any]]:
    """Return a page of the published fault reports that match, newest first."""
    first = (filters.page - 1) * filters.page_size
    cases = _published().filter(_condition(filters)).order_by("-arrived_at", "-pk")
    return [as_row(case) for case in cases[first : first + filters.page_size]]


def service_request(reference: str) -> dict[str, Any]:
    """
    Return one published fault report.

    :raises Refused: there is none that everyone may read (404)
    """
    try:
        case = _published().get(reference=references.normalise(reference))
    except (Case.DoesNotExist, references.NotAReference):
        raise not_found(
            _("There is no published service request with this service_request_id.")
        ) from None
    return as_row(case)


def as_row(case: Case) -> dict[str, Any]:
    """
    Return a fault report in the fields of the standard.

    The time of arrival is cut to its day: to the second, it could tell who was there.
    """
    topic = case.topic
    if topic is None or topic.is_protected:
        topic = None
    position = case.shown_position
    service = offered.Service(topic.slug if topic else offered.OTHER, topic)
    return {
        "service_request_id": case.reference,
        "status": "open" if case.is_open else "closed",
        "status_notes": _status_notes(case),
        "service_name": service.name,
        "service_code": service.code,
        "description": case.published_text,
        "agency_responsible": str(case.body.name),
        "service_notice": settings.SITE_URL
        + reverse("cases:detail", args=[case.reference]),
        "requested_datetime": _start_of(calendar.local_date(case.arrived_at)),
        "updated_datetime": _local(_updated_at(case)),
        "expected_datetime": _expected(case),
        "address": case.shown_place or None,
        "address_id": None,
        "zipcode": None,
        "lat": position[0] if position else None,
        "long": position[1] if position else None,
        "media_url": None,
    }


def _published() -> CaseQuerySet:
    answers = (
        Message.objects.filter(kind=MessageKind.REPLY)
        .exclude(published_text="")
        .order_by("written_at", "pk")
    )
    return (
        Case.objects.published()
        .filter(pathway__category=Category.FAULT_REPORT)
        .for_lists()
        .prefetch_related(Prefetch("messages", queryset=answers, to_attr="answers"))
    )


def _condition(filters: Filters) -> Q:
    condition = Q()
    if filters.ids:
        condition &= Q(reference__in=_readable(filters.ids))
    if filters.codes:
        condition &= _with_codes(filters.codes)
    if filters.statuses and set(filters.statuses) != set(STATUSES):
        is_open = Q(state__in=OPEN)
        condition &= is_open if "open" in filters.statuses else ~is_open
    if filters.start_at is not None:
        condition &= Q(arrived_at__gte=_first_day_from(filters.start_at))
    if filters.end_at is not None:
        last_day = calendar.local_date(filters.end_at)
        condition &= Q(arrived_at__lt=calendar.end_of_day(last_day))
    return condition


def _with_codes(codes: tuple[str, ...]) -> Q:
    condition = Q(topic__slug__in=codes, topic__is_protected=False)
    if offered.OTHER in codes:
        condition |= Q(topic=None) | Q(topic__is_protected=True)
    return condition


def _first_day_from(start_at: dt.datetime) -> dt.datetime:
    # What is told of a day is its beginning: a day that began earlier is before the start.
    day = calendar.local_date(start_at)
    begins = calendar.start_of_day(day)
    return begins if begins >= start_at else calendar.end_of_day(day)


def _readable(ids: tuple[str, ...]) -> list[str]:
    readable = []
    for each in ids:
        try:
            readable.append(references.normalise(each))
        except references.NotAReference:
            continue
    return readable


def _several(asked: Mapping[str, str], name: str) -> tuple[str, ...]:
    # PostgreSQL takes no NUL; what nobody is called must still match nothing.
    text = asked.get(name, "").replace("\x00", "\ufffd")
    return tuple(value.strip() for value in text.split(",") if value.strip())


def _statuses(asked: Mapping[str, str]) -> tuple[str, ...]:
    statuses = _several(asked, "status")
    if set(statuses) - set(STATUSES):
        raise Refused(_("status must be open or closed, or both with a comma between."))
    return statuses


def _number(asked: Mapping[str, str], name: str, *, largest: int) -> int | None:
    text = asked.get(name, "").strip()
    if not text:
        return None
    number = whole_number(text) or 0
    if not 1 <= number <= largest:
        raise Refused(
            _("%(name)s must be a number from 1 to %(largest)d.")
            % {"name": name, "largest": largest}
        )
    return number


def _span(
    asked: Mapping[str, str], *, at: dt.datetime
) -> tuple[dt.datetime, dt.datetime]:
    start_at = _instant(asked, "start_date")
    end_at = _instant(asked, "end_date")
    if start_at is None:
        return (end_at or at) - LONGEST_SPAN, end_at or at
    if end_at is None:
        return start_at, start_at + LONGEST_SPAN
    if end_at < start_at:
        raise Refused(_("end_date must not be before start_date."))
    if end_at - start_at > LONGEST_SPAN:
        raise Refused(_("From start_date to end_date may be at most 90 days."))
    return start_at, end_at


def _instant(asked: Mapping[str, str], name: str) -> dt.datetime | None:
    # In an address that was not encoded, the + of a time zone is read as a space.
    text = asked.get(name, "").strip().replace(" ", "+")
    if not text:
        return None
    try:
        instant = parse_datetime(text) or _midnight(parse_date(text))
    except ValueError:
        instant = None
    if instant is None or not 1900 <= instant.year <= 2999:
        raise Refused(_("%s must be a date and time like 2026-11-10T00:00:00Z.") % name)
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=calendar.STOCKHOLM)
    return instant.astimezone(dt.UTC)


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return calendar.start_of_day(day) if day else None


def _status_notes(case: Case) -> str:
    answers = [message.published_text for message in case.answers]
    return answers[-1] if answers else str(words.STATE_TO_OTHERS[case.state])


def _updated_at(case: Case) -> dt.datetime | None:
    moments = (case.published_at, case.answered_at, case.ended_at)
    return max((moment for moment in moments if moment), default=None)


def _expected(case: Case) -> str | None:
    if case.due_date is None or not case.is_open:
        return None
    return _start_of(case.due_date)


def _start_of(day: dt.date) -> str:
    return _local(calendar.start_of_day(day)) or ""


def _local(moment: dt.datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(calendar.STOCKHOLM).isoformat(timespec="seconds")
