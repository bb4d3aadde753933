"""Registering what came by telephone, on paper, by e-mail or at a desk, for somebody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from medverkan.foundation import clock
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.audit.once import SentTwiceDiffering, once
from medverkan.foundation.design.posting import posted
from medverkan.foundation.files.refusals import FileRefused
from medverkan.participation.cases import (
    asking,
    desk,
    intake,
    operations,
    queries,
    rules,
)
from medverkan.participation.cases.forms import RegisterForm
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import Channel
from medverkan.participation.cases.views.intake import UNREADABLE

CONFLICT = 409
_WAS_SENT = "sent_before"
_SENT_BEFORE = gettext_lazy(
    "This form was sent before with other words, and that case is registered. Send it again "
    "if this is to be registered too."
)


@has_role(*desk.HANDLERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Register a case for somebody; the same form sent twice makes one case."""
    now = clock.now()
    form = intake.register_form(posted(request), request.FILES or None, at=now)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form)

    def lodge(**told: Any) -> Case:
        return operations.lodge(**told, actor=request.actor, at=now).case

    case = registered(form, operation="cases.register", do=lodge, at=now)
    if case is None:
        return _show(request, form)
    if rules.may_see(request.actor, case):
        return redirect("cases:case", queries.Inbox.ALL, case.reference)
    # A protected case is closed to the contact centre from the moment it is registered.
    messages.success(
        request,
        _("Registered with the reference %(reference)s.")
        % {"reference": case.reference},
    )
    return redirect("cases:register")


def registered(
    form: RegisterForm, *, operation: str, do: Callable[..., Case], at: dt.datetime
) -> Case | None:
    """
    Register what a readable form holds, once however often it is sent.

    `do` gets what was said, by whom and how it came. None where it could not be done: then
    the form says why, and can be sent again.
    """
    told = form.cleaned_data
    try:
        file = intake.store_file(form, at=at)
        case_id = once(
            key=told["key"],
            operation=operation,
            payload=_sent(form),
            do=lambda: (
                do(
                    said=intake.said_by_staff(form, file=file),
                    sender=intake.sender_in(form, language=told["language"]),
                    channel=Channel(told["channel"]),
                    arrived_at=told["arrived_at"],
                ).pk
            ),
            at=at,
        )
    except FileRefused as refused:
        form.add_error("file", refused.message)
    except SentTwiceDiffering:
        form.renew_key()
        form.add_error(None, ValidationError(_SENT_BEFORE, code=_WAS_SENT))
    else:
        return Case.objects.get(pk=case_id)
    return None


def status_of(form: RegisterForm) -> int:
    """Return the status of a page that shows the form: new, unreadable or sent before."""
    if form.has_error(NON_FIELD_ERRORS, code=_WAS_SENT):
        return CONFLICT
    return UNREADABLE if form.is_bound else 200


def _sent(form: RegisterForm) -> dict[str, Any]:
    """Return what was sent, by which the same form sent again is known."""
    file = form.cleaned_data.get("file")
    typed = {name: form.data.getlist(name) for name in form.fields if name != "key"}
    return typed | {"file": [file.name, file.size] if file else None}


def _show(request: HttpRequest, form: RegisterForm) -> HttpResponse:
    context = {"form": form, "asked": asking.asked_now()}
    return render(request, "cases/register.html", context, status=status_of(form))
