"""To decide on what readers have reported of a published case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import forms, operations, rules
from medverkan.participation.cases.desk.action import Action
from medverkan.participation.cases.models import Case, ContentReport
from medverkan.participation.cases.operations import Published


def reports(case: Case) -> list[ContentReport]:
    """Return what has been reported of the case, from what is fetched, the latest first."""
    return sorted(case.content_reports.all(), key=lambda one: one.pk, reverse=True)


def deciding(published_now: Callable[[Case], dict[str, Any]]) -> Action:
    """Return the action; `published_now` tells what everyone reads, to begin from."""

    def form(case: Case, actor: Actor, data: Any) -> forms.DecideReportsForm:
        found = reports(case)
        initial = published_now(case) | {"latest": found[0].pk if found else 0}
        return forms.DecideReportsForm(data, case=case, initial=initial)

    return Action(
        _("Decide on what was reported"), rules.may_decide_reports, form,
        _decide, _("Decide"),
    )  # fmt: skip


def _decide(
    case: Case, cleaned: dict[str, Any], *, actor: Actor, at: dt.datetime
) -> None:
    words = {name: cleaned.pop(name, "") for name in ("title", "text", "answer")}
    published = Published(**words, shows_place=cleaned.pop("shows_place", False))
    operations.decide_reports(
        case=case, published=published, actor=actor, at=at, **cleaned
    )
