"""Registering what came by telephone, on paper, by e-mail or at a desk, for somebody else."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from medverkan.foundation import clock
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.audit.once import once
from medverkan.foundation.files.refusals import FileRefused
from medverkan.participation.cases import desk, intake, operations, queries, rules
from medverkan.participation.cases.forms import RegisterForm
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import Channel
from medverkan.participation.cases.views.intake import UNREADABLE


@has_role(*desk.HANDLERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Register a case for somebody; the same form sent twice makes one case."""
    now = clock.now()
    form = intake.register_form(request.POST or None, request.FILES or None, at=now)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form)
    try:
        file = intake.store_file(form, at=now)
    except FileRefused as refused:
        form.add_error("file", refused.message)
        return _show(request, form)
    case_id = once(
        key=form.cleaned_data["key"],
        operation="cases.register",
        payload=request.POST.dict(),
        do=lambda: (
            operations.lodge(
                said=intake.said_by_staff(form, file=file),
                sender=intake.sender_in(form, language=form.cleaned_data["language"]),
                channel=Channel(form.cleaned_data["channel"]),
                actor=request.actor,
                at=now,
                arrived_at=form.cleaned_data["arrived_at"],
            ).case.pk
        ),
        at=now,
    )
    case = Case.objects.get(pk=case_id)
    if rules.may_see(request.actor, case):
        return redirect("cases:case", queries.Inbox.ALL, case.reference)
    # A protected case is closed to the contact centre from the moment it is registered.
    messages.success(
        request,
        _("Registered with the reference %(reference)s.")
        % {"reference": case.reference},
    )
    return redirect("cases:register")


def _show(request: HttpRequest, form: RegisterForm) -> HttpResponse:
    status = UNREADABLE if form.is_bound else 200
    return render(request, "cases/register.html", {"form": form}, status=status)
