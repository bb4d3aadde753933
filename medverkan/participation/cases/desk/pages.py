"""What the pages of the workspace show: a list, and one case whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar, clock
from medverkan.foundation.permissions import Actor
from medverkan.foundation.text.numbers import whole_number
from medverkan.participation.cases import (
    coauthors,
    emails,
    many,
    merging,
    queries,
    rules,
    timeline,
)
from medverkan.participation.cases.desk.actions import ACTIONS, marks
from medverkan.participation.cases.desk.contact import SEND_AGAIN
from medverkan.participation.cases.desk.filters import (
    DUE,
    ORDERS,
    InboxForm,
    choices,
)
from medverkan.participation.cases.desk.questioning import questions
from medverkan.participation.cases.desk.reporting import reports
from medverkan.participation.cases.desk.reviewing import reviewing
from medverkan.participation.cases.models import Case, Selection
from medverkan.participation.cases.states import BEFORE_A_BODY
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.roles import Role

# In the address of a list: every row's box is ticked from the start.
CHOOSE_ALL = "valda"
# In the address of a list: how many rows to pass over.
START = "fran"
# Where the day begins: the first of these roles that one holds says it.
FIRST_PAGES = (
    (Role.OFFICER, ("cases:inbox", queries.Inbox.MINE)),
    (Role.COORDINATOR, ("cases:inbox", queries.Inbox.MINE)),
    (Role.REVIEWER, ("cases:inbox", queries.Inbox.TO_REVIEW)),
    (Role.REGISTRAR, ("register:registers",)),
    (Role.CONTACT_CENTRE, ("cases:register",)),
    (Role.BOARD_SECRETARY, ("cases:inbox", queries.Inbox.BEFORE_BOARD)),
    (Role.EDITOR, ("cases:kept_guidance",)),
    (Role.ADMINISTRATOR, ("schedule:service",)),
)


@dataclass(frozen=True)
class Queue:
    """
    One page of a list of the workspace.

    `query` holds the filters as they stand in the address, `more_query` those and the place
    where the next page begins, if there is one. `waited` is for how many working days each
    case has waited to be reviewed.
    """

    name: str
    label: Any
    cases: list[Case]
    form: InboxForm
    today: dt.date
    query: str
    more_query: str = ""
    is_first: bool = True
    all_chosen: bool = False
    errands: dict[str, many.Errand] = field(default_factory=dict)
    may_join: bool = False
    may_keep: bool = False
    me: int | None = None
    waited: dict[int, int] = field(default_factory=dict)

    @property
    def order(self) -> Any:
        """Return by what the list is ordered, in words."""
        return ORDERS[self.form.cleaned_data.get("ordning", DUE)]


def queue(request: HttpRequest, name: str) -> Queue:
    """Return the list that the address asks for."""
    form = InboxForm(request.GET, offered=choices())
    start = _start(request)
    end = start + queries.INBOX_PAGE
    found = queries.inbox(
        name,
        actor=request.actor,
        condition=form.condition(request.actor),
        joined=bool(form.cleaned_data.get("q")),
    )
    cases = list(form.in_order(found)[start : end + 1])
    more = f"{form.query}&{START}={end}".lstrip("&")
    return Queue(
        name=name,
        label=LIST_LABELS[name],
        cases=cases[: queries.INBOX_PAGE],
        form=form,
        today=calendar.local_date(clock.now()),
        query=form.query,
        more_query=more if len(cases) > queries.INBOX_PAGE else "",
        is_first=start == 0,
        all_chosen=request.GET.get(CHOOSE_ALL) == "alla",
        errands=many.offered_to(request.actor),
        may_join=request.actor.has_role(*rules.WRITERS),
        may_keep=rules.may_keep_selections(request.actor),
        me=request.actor.user_id,
        waited=_waited(cases, since=_WAIT_SINCE[name]) if name in _WAIT_SINCE else {},
    )


def asked_by(selection: Selection, actor: Actor) -> tuple[str, Q]:
    """Return the list that a kept selection narrows, and by what."""
    form = InboxForm(QueryDict(selection.query), offered=None)
    return selection.list_name, form.condition(actor)


# By the lists whose cases wait for a reviewer: what says since when.
_WAIT_SINCE = {
    queries.Inbox.TO_REVIEW: "arrived_at",
    queries.Inbox.REPORTED: "reported_at",
    queries.Inbox.QUESTIONS: "questioned_at",
}


def _waited(cases: list[Case], *, since: str) -> dict[int, int]:
    days = calendar.WorkingDays(closed=bodies.closed_days())
    today = calendar.local_date(clock.now())
    return {
        case.pk: days.between(calendar.local_date(getattr(case, since)), today)
        for case in cases
    }


def _start(request: HttpRequest) -> int:
    return whole_number(request.GET.get(START, "")) or 0


def case_context(
    case: Case,
    *,
    actor: Actor,
    today: dt.date,
    verb: str = "",
    form: Any = None,
) -> dict[str, Any]:
    """Return everything about one case; `form` replaces that of `verb`, with its errors."""
    offered = {
        name: (action, form if name == verb else action.form(case, actor, None))
        for name, action in ACTIONS.items()
        if action.may(actor, case) or name == verb
    }
    for name, (_action, its_form) in offered.items():
        # Many forms on one page: each field's id is its own, or labels point elsewhere.
        its_form.auto_id = f"{name}-%s"
    return {
        "case": case,
        "has_lost_letters": SEND_AGAIN in offered,
        "messages_seen": [
            m for m in case.all_messages if rules.may_read_message(actor, m)
        ],
        "may_read_files": rules.may_read_files(actor, case),
        "submitter": queries.submitter(case),
        "is_person_hidden": rules.has_protected_identity(case),
        "may_read_identity": rules.may_read_identity(actor, case),
        "steps": timeline.of_staff(case),
        "reply_action": offered.pop("svara", None),
        "actions": offered,
        "open_verb": verb or (SEND_AGAIN if SEND_AGAIN in offered else ""),
        "marks": marks(case),
        "reply_draft": rules.draft_of(case),
        "rating": getattr(case, "rating", None),
        "invited": coauthors.of(case) if case.rule_set.coauthor_limit else [],
        "exemption": getattr(case, "exemption", None),
        "reports": reports(case),
        "questions": questions(case),
        "reviewing": reviewing(case, actor=actor, at=clock.now()),
        "letters": emails.sent.about(case.pk),
        "together": merging.together(case, actor=actor),
        "has_draft": case.is_proposal and case.state in BEFORE_A_BODY,
        "today": today,
    }


SHORTCUTS = (
    ("j", _("go to the next case in the list")),
    ("k", _("go to the case before")),
    ("x", _("choose the case that you stand on, or leave it out")),
    ("f", _("open search and filter")),
    ("/", _("go to the search field")),
    ("r", _("write the answer")),
    ("n", _("write a note")),
    ("t", _("assign the case")),
    ("m", _("pass the case on")),
    ("b", _("set a date to be reminded on")),
    ("?", _("show this page")),
)

LIST_LABELS = {
    queries.Inbox.ASKED: _("A colleague asks"),
    queries.Inbox.MINE: _("My cases"),
    queries.Inbox.LETTERS_BACK: _("The letter did not arrive"),
    queries.Inbox.TO_ASSIGN: _("To assign"),
    queries.Inbox.TO_RELEASE: _("Answers to release"),
    queries.Inbox.TO_REVIEW: _("Review for publication"),
    queries.Inbox.REPORTED: _("Reported by readers"),
    queries.Inbox.QUESTIONS: _("Questions to authors"),
    queries.Inbox.WAITING: _("Waiting for an answer"),
    queries.Inbox.ALL: _("All open"),
    queries.Inbox.ANSWERED: _("Answered"),
    queries.Inbox.BEFORE_BOARD: _("With the board"),
}

LIST_ICONS = {
    queries.Inbox.ASKED: "message-circle-question-mark",
    queries.Inbox.MINE: "inbox",
    queries.Inbox.LETTERS_BACK: "mail-x",
    queries.Inbox.TO_ASSIGN: "split",
    queries.Inbox.TO_RELEASE: "check-check",
    queries.Inbox.TO_REVIEW: "scan-eye",
    queries.Inbox.REPORTED: "shield-alert",
    queries.Inbox.QUESTIONS: "messages-square",
    queries.Inbox.WAITING: "hourglass",
    queries.Inbox.ALL: "layers",
    queries.Inbox.ANSWERED: "check",
    queries.Inbox.BEFORE_BOARD: "landmark",
}
