"""Published cases: the list, and each whole."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from medverkan.foundation import references
from medverkan.foundation.design.caching import public_page
from medverkan.participation.ballots.queries import count
from medverkan.participation.cases import lists, proposals, queries, timeline
from medverkan.participation.cases.models import Case
from medverkan.publishing.api.v1 import problems, rows
from medverkan.publishing.api.v1.problems import Refused, declared
from medverkan.publishing.api.v1.schemas.cases import CasePage, WholeCase

router = Router(tags=["cases"])

LARGEST_PAGE = 100
# What a stage is called here, and in the addresses of the pages.
STAGES = {
    "gathering": "samlar",
    "reached": "nadde",
    "with_body": "namnden",
    "decided": "beslutat",
    "implementing": "genomfors",
    "done": "genomfort",
    "not_reached": "nadde-inte",
    "merged": "ihopslaget",
}
# What a filter is called here, and on the page whose form reads it.
_FILTERS = {"topic": "amne", "body": "organ", "area": "omrade", "kind": "slag"}
_ANSWERED = {"true": "ja", "false": "nej", None: ""}


class Asked(Schema):
    """What to list; everything where nothing is said."""

    topic: str | None = Field(None, description="A slug of /topics.")
    body: str | None = Field(
        None, description="A slug of /bodies: who answers, or its board."
    )
    area: str | None = Field(None, description="A slug of /areas.")
    kind: str | None = Field(None, description="A slug of /pathways.")
    answered: Literal["true", "false"] | None = None
    stage: (
        Literal[
            "gathering",
            "reached",
            "with_body",
            "decided",
            "implementing",
            "done",
            "not_reached",
            "merged",
        ]
        | None
    ) = Field(None, description="How far proposals have come; leaves out the rest.")
    limit: int = Field(queries.PUBLIC_PAGE, ge=1, le=LARGEST_PAGE)
    after: str | None = Field(
        None, description="Where the list goes on, as `next` of the page before says."
    )


@router.get(
    "/cases",
    response={200: CasePage} | declared(422),
    summary=gettext_noop("List published cases"),
    url_name="cases",
)
@decorate_view(public_page(60))
def cases(request: HttpRequest, response: HttpResponse, asked: Query[Asked]) -> Any:
    """
    The newest first. Pages follow a position and not a number: read `next` until it is null.

    `Link` in the header says the same.
    """
    found = Case.objects.published().select_related("ballot")
    if asked.stage is not None:
        stage = proposals.STAGES[STAGES[asked.stage]]
        found = found.proposals().filter(stage)
    page = queries.page_of(
        _filters(asked).apply(found),
        "ballot__uuid",
        "ballot__threshold",
        after=_position(asked.after),
        size=asked.limit,
    )
    follows = _address_of_next(request.GET, page.next)
    if follows:
        response["Link"] = f'<{follows}>; rel="next"'
    return {"cases": rows.case_rows(page.cases), "next": follows}


@router.get(
    "/cases/{reference}",
    response={200: WholeCase} | declared(404),
    summary=gettext_noop("Read one published case"),
    url_name="case",
)
@decorate_view(public_page(60))
def case(
    request: HttpRequest,
    reference: Annotated[str, Field(examples=["2026-7KM4Q2TX"])],
) -> Any:
    """Everything that stands on its page, except the names of people."""
    try:
        found = queries.published_by_reference(references.normalise(reference))
    except (references.NotAReference, Case.DoesNotExist):
        raise Refused(
            404, _("There is no published case with this reference.")
        ) from None
    counts = count([found.ballot_id]) if found.ballot_id else {}
    return rows.case_row(found, counts) | _whole(found)


def _whole(case: Case) -> dict[str, Any]:
    is_proposal = case.is_proposal
    return {
        "text": case.published_text,
        "place": case.shown_place,
        "due_date": case.due_date if case.is_open and not is_proposal else None,
        "answers": [
            {
                "text": reply.published_text,
                "language": reply.language,
                "written_at": reply.written_at,
            }
            for reply in case.published_replies
        ],
        "decider": rows.named(case.decider) if is_proposal else None,
        "decisions": [
            {
                "body": rows.named(decision.body),
                "outcome": decision.outcome,
                "date": decision.date,
                "paragraph": decision.paragraph,
                "reasons": decision.reasons,
            }
            for decision in (case.decisions.all() if is_proposal else ())
        ],
        "steps": [
            {
                "text": step.text,
                "due_date": step.due_date,
                "done_date": step.done_date,
            }
            for step in (case.steps.all() if is_proposal else ())
        ],
        "timeline": rows.steps(timeline.of_public(case)),
    }


def _filters(asked: Asked) -> queries.Filters:
    """
    Return the filters, read by the form of the page.

    :raises Refused: a name is not known (422)
    """
    values = {theirs: getattr(asked, ours) for ours, theirs in _FILTERS.items()}
    form = lists.FilterForm(values | {"svar": _ANSWERED[asked.answered]})
    if form.is_valid():
        return form.filters
    errors = [
        problems.in_parameter(ours, " ".join(form.errors[theirs]))
        for ours, theirs in _FILTERS.items()
        if theirs in form.errors
    ]
    raise Refused(422, errors=errors)


def _position(after: str | None) -> queries.Position | None:
    """:raises Refused: it is no position (422)"""
    if after is None:
        return None
    position = lists.position_of(after)
    if position is None:
        fault = problems.in_parameter("after", _("Take it from `next` of a page."))
        raise Refused(422, errors=[fault])
    return position


def _address_of_next(asked: QueryDict, position: queries.Position | None) -> str | None:
    if position is None:
        return None
    query = asked.copy()
    query["after"] = lists.text_of(position)
    return f"{rows.address('api_v1:cases')}?{query.urlencode()}"
