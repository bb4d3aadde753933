"""The workspace: what an officer can do with a case, and what its pages show."""

from medverkan.participation.cases.desk.actions import (
    ACTIONS,
    HANDLERS,
    NOT_POSSIBLE_NOW,
    READERS,
    REVIEWED_BY_ANOTHER,
    Action,
    with_template,
)
from medverkan.participation.cases.desk.filters import InboxForm, asked_in
from medverkan.participation.cases.desk.pages import (
    FIRST_PAGES,
    LIST_ICONS,
    LIST_LABELS,
    SHORTCUTS,
    Queue,
    asked_by,
    case_context,
    queue,
)

__all__ = [
    "ACTIONS",
    "FIRST_PAGES",
    "HANDLERS",
    "LIST_ICONS",
    "LIST_LABELS",
    "NOT_POSSIBLE_NOW",
    "READERS",
    "REVIEWED_BY_ANOTHER",
    "SHORTCUTS",
    "Action",
    "InboxForm",
    "Queue",
    "asked_by",
    "asked_in",
    "case_context",
    "queue",
    "with_template",
]
