"""One's own case, read with the token of its secret link."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Router

from medverkan.participation.cases import quarantine, queries, rules, timeline
from medverkan.participation.cases.models import Case, Suspect
from medverkan.publishing.api.v1 import rows
from medverkan.publishing.api.v1.keys import A_LINK
from medverkan.publishing.api.v1.problems import Refused, declared
from medverkan.publishing.api.v1.schemas.cases import OwnCase

router = Router(tags=["handing in"])


@router.get(
    "/cases/by-link",
    auth=A_LINK,
    response={200: OwnCase} | declared(401, 404),
    summary=gettext_noop("Follow one's own case by its secret link"),
    url_name="by_link",
)
def by_link(request: HttpRequest) -> Any:
    """
    What the page of the secret link shows: what is written, what happens, what comes when.

    The token stands in a header and never in the address. The answer is never kept in a cache.
    """
    token: str = request.auth  # type: ignore[attr-defined]  # set by ninja
    try:
        return _case(queries.by_token(token))
    except Case.DoesNotExist:
        pass
    try:
        return _held(quarantine.by_token(token))
    except Suspect.DoesNotExist:
        raise Refused(404, _("The link is not known, or no longer opens.")) from None


def _case(case: Case) -> dict[str, Any]:
    public = rows.address("cases:detail", case.reference) if case.is_published else None
    return {
        "reference": case.reference,
        "state": case.state,
        "title": None if case.is_protected or not case.opening else case.opening.title,
        "kind": case.pathway,
        "body": rows.named(case.body),
        "channel": case.channel,
        "arrived_at": case.arrived_at,
        "due_date": case.due_date if case.is_open else None,
        "url": public,
        "may_add": rules.resident_may_add(case),
        "may_withdraw": rules.resident_may_withdraw(case),
        "messages": [] if case.is_protected else _messages(case),
        "timeline": rows.steps(timeline.of_resident(case)),
    }


def _messages(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "kind": message.kind,
            "text": "" if message.erased_at else message.text,
            "language": message.language,
            "written_at": message.written_at,
        }
        for message in case.conversation
    ]


def _held(suspect: Suspect) -> dict[str, Any]:
    return {
        "reference": suspect.reference,
        "state": "rejected" if suspect.rejection_ground else "held",
        "title": suspect.title,
        "kind": suspect.pathway,
        "channel": suspect.channel,
        "arrived_at": suspect.arrived_at,
        "url": None,
    }
