"""What an action of the workspace is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms

from medverkan.foundation.permissions import Actor
from medverkan.participation.cases.models import Case

MakeForm = Callable[[Case, Actor, Any], django_forms.Form]
Run = Callable[..., object]


@dataclass(frozen=True)
class Action:
    """
    A thing to do with a case.

    `form(case, actor, data)` makes its form; `run(case, cleaned, actor=, at=)` does it;
    `may` tells whether it is offered.
    """

    label: Any
    may: Callable[[Actor, Case], bool]
    form: MakeForm
    run: Run
    submit: Any = ""
    is_danger: bool = False
    shortcut: str = ""


def version_of(case: Case) -> dict[str, Any]:
    """Return the version that the actor sees, for a form to send back."""
    return {"version": case.version}


def runs(operation: Callable[..., object]) -> Run:
    """Return a runner for operations whose arguments are the form's fields."""

    def run(
        case: Case, cleaned: dict[str, Any], *, actor: Actor, at: dt.datetime
    ) -> None:
        operation(case=case, actor=actor, at=at, **cleaned)

    return run
