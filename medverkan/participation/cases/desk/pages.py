"""What the pages of the workspace show: a list, and one case whole."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar, clock
from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import lists, many, queries, rules, timeline
from medverkan.participation.cases.desk.actions import ACTIONS, HANDLERS, marks
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import BEFORE_A_BODY

# In the address of a list: every row's box is ticked from the start.
CHOOSE_ALL = "valda"


def list_context(request: HttpRequest, name: str) -> dict[str, Any]:
    """Return what the list column shows."""
    filter_form = lists.FilterForm(request.GET)
    today = calendar.local_date(clock.now())
    cases = queries.inbox(name, actor=request.actor, filters=filter_form.filters)
    choose_all = request.GET.copy()
    choose_all[CHOOSE_ALL] = "alla"
    return {
        "list_name": name,
        "list_label": LIST_LABELS[name],
        "cases": list(cases[: queries.INBOX_PAGE]),
        "counts": queries.inbox_counts(request.actor),
        "filter_form": filter_form,
        "today": today,
        "errands": many.ERRANDS if request.actor.has_role(*HANDLERS) else {},
        "all_chosen": request.GET.get(CHOOSE_ALL) == "alla",
        "choose_all_query": choose_all.urlencode(),
    }


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
        "messages_seen": [
            m for m in case.all_messages if rules.may_read_message(actor, m)
        ],
        "submitter": queries.submitter(case),
        "steps": timeline.of_staff(case),
        "reply_action": offered.pop("svara", None),
        "actions": offered,
        "open_verb": verb,
        "marks": marks(case),
        "has_draft": case.is_proposal and case.state in BEFORE_A_BODY,
        "today": today,
    }


LIST_LABELS = {
    queries.Inbox.MINE: _("My cases"),
    queries.Inbox.TO_ASSIGN: _("To assign"),
    queries.Inbox.TO_REVIEW: _("Review for publication"),
    queries.Inbox.WAITING: _("Waiting for an answer"),
    queries.Inbox.ALL: _("All open"),
    queries.Inbox.ANSWERED: _("Answered"),
    queries.Inbox.BEFORE_BOARD: _("With the board"),
}

LIST_ICONS = {
    queries.Inbox.MINE: "inbox",
    queries.Inbox.TO_ASSIGN: "split",
    queries.Inbox.TO_REVIEW: "scan-eye",
    queries.Inbox.WAITING: "hourglass",
    queries.Inbox.ALL: "layers",
    queries.Inbox.ANSWERED: "check",
    queries.Inbox.BEFORE_BOARD: "landmark",
}
