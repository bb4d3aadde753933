"""The form of a row that staff keep: a hint, a short answer, a question about a topic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from medverkan.foundation.design import seen
from medverkan.foundation.design.posting import posted
from medverkan.participation.cases.views.intake import UNREADABLE

Refusals = Mapping[type[Exception], tuple[str, Any]]
"""The field that is to blame, and what to say of it, by what saving raises."""


class RowForm(Protocol):
    """A form that knows how a row is shown, and which facts it makes of one."""

    def __call__(self, data: Any, *, initial: dict[str, Any] | None) -> forms.Form:
        """Return the form of what was posted, or of the row."""

    def initial_of(self, row: Any, /) -> dict[str, Any]:
        """Return what the form shows of a row that exists."""


def keep(
    request: HttpRequest,
    row: Model | None,
    form_of: RowForm,
    *,
    save: Callable[..., object],
    title_of_new: str,
    listed: str,
    shown_at: str = "",
    refusals: Refusals | None = None,
) -> HttpResponse:
    """
    Show the form of a row, or of a new one; save what it says and return to the list.

    `save` is called with the form's facts. What somebody else changed meanwhile is shown
    before it is overwritten. `shown_at` is where everyone sees the row.
    """
    form = form_of(posted(request), initial=form_of.initial_of(row) if row else None)
    seen.mark(form)
    is_stale = seen.is_stale(form)
    if not is_stale and form.is_valid() and _saved(form, save, refusals or {}):
        messages.success(request, _("Saved."))
        return redirect(listed)
    context = {
        "form": form,
        "title": str(row) if row else title_of_new,
        "list_url": reverse(listed),
        "shown_at": shown_at,
    }
    status = UNREADABLE if form.is_bound else 200
    return render(
        request,
        "cases/kept_row.html",
        context,
        status=seen.CONFLICT if is_stale else status,
    )


def _saved(form: Any, save: Callable[..., object], refusals: Refusals) -> bool:
    try:
        save(**form.facts())
    except tuple(refusals) as refusal:
        form.add_error(*refusals[type(refusal)])
        return False
    return True
