"""How we answer, in figures, and ballots with what proves their number."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from medverkan.foundation import clock
from medverkan.foundation.calendar import local_date
from medverkan.foundation.design.caching import public_page
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.ballots.models import Head as SignedHead
from medverkan.participation.ballots.queries import count_of, last_head
from medverkan.participation.cases import answering
from medverkan.participation.cases.figures import Grouping, Period
from medverkan.participation.cases.models import Case
from medverkan.publishing.api.v1 import problems, rows
from medverkan.publishing.api.v1.problems import Refused, declared
from medverkan.publishing.api.v1.schemas.figures import Ballot as BallotShape
from medverkan.publishing.api.v1.schemas.figures import Figures

router = Router(tags=["figures"])

LAST_DAYS, LAST_MONTHS = "90-days", "12-months"


class Asked(Schema):
    """Which days, and compared by what."""

    period: str = Field(
        LAST_DAYS,
        pattern=rf"^({LAST_DAYS}|{LAST_MONTHS}|[0-9]{{4}})$",
        description="The last 90 days, the last 12 whole months, or one of the last years.",
        examples=[LAST_MONTHS],
    )
    by: Grouping = Grouping.BODY


@router.get(
    "/figures",
    response={200: Figures} | declared(422),
    summary=gettext_noop("Read how we answer, in figures"),
    url_name="figures",
)
@decorate_view(public_page(600))
def figures(request: HttpRequest, asked: Query[Asked]) -> Any:
    """
    Received, answered, in time, median working days and how it went, each with its definition.

    By topic, language and tag, small groups are told together and months are whole.
    """
    today = local_date(clock.now())
    return answering.table(
        _period(asked.period, today=today), by=asked.by, today=today
    ).as_data()


@router.get(
    "/ballots/{uuid}",
    response={200: BallotShape} | declared(404),
    summary=gettext_noop("Read a ballot, its number and what proves it"),
    url_name="ballot",
)
@decorate_view(public_page(60))
def ballot(request: HttpRequest, uuid: UUID) -> Any:
    """The number at this moment, and the last signed head, from which anyone can recompute it."""
    found = Ballot.objects.filter(uuid=uuid).first()
    if found is None:
        raise Refused(404, _("There is no ballot of this name."))
    counted = count_of(found)
    voted_on = Case.objects.published().filter(ballot=found).first()
    return {
        "uuid": str(found.uuid),
        "state": found.state,
        "is_open": found.is_open_at(clock.now()),
        "opens_at": found.opens_at,
        "closes_at": found.closes_at,
        "scheme": found.scheme,
        "case": rows.address("api_v1:case", voted_on.reference) if voted_on else None,
        "url": rows.address("ballots:number", uuid=found.uuid),
        "votes": rows.votes(counted, found.threshold),
        "not_comparable": counted.not_comparable,
        "head": _head(last_head(found, Audience.PUBLIC)),
        "ledger": _ledger(found),
    }


def _period(name: str, *, today: dt.date) -> Period:
    """:raises Refused: the year is none that is told of (422)"""
    if name == LAST_DAYS:
        return answering.last_days(90, today=today)
    if name == LAST_MONTHS:
        return answering.last_months(12, today=today)
    years = answering.years(today)
    if int(name) not in years:
        told = ", ".join([LAST_DAYS, LAST_MONTHS, *map(str, years)])
        fault = problems.in_parameter("period", _("This must be one of: %s.") % told)
        raise Refused(422, errors=[fault])
    return answering.year_so_far(int(name), today=today)


def _head(head: SignedHead | None) -> dict[str, Any] | None:
    if head is None:
        return None
    return {
        "number": head.number,
        "size": head.size,
        "root": bytes(head.root).hex(),
        "at": head.at,
        "key_id": head.key_id,
        "signature": bytes(head.signature).hex(),
    }


def _ledger(ballot: Ballot) -> dict[str, str]:
    kinds = ("about", "heads", "leaves", "export")
    first_tile = rows.address("ballots:tile", uuid=ballot.uuid, level=0, index=0)
    return {
        **{kind: rows.address(f"ballots:{kind}", uuid=ballot.uuid) for kind in kinds},
        "tiles": first_tile.removesuffix("0/0") + "{level}/{index}",
        "corrections": rows.address("ballots:corrections_data", uuid=ballot.uuid),
        "keys": rows.address("ballots:keys"),
        "verifier": rows.address("ballots:verifier"),
    }
