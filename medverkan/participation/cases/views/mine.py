"""One's own case behind a secret link: follow, add, take back, say if it was solved."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from medverkan.foundation import clock, references
from medverkan.foundation.audit.once import once
from medverkan.foundation.design.posting import public_form
from medverkan.participation.cases import (
    operations,
    quarantine,
    queries,
    rules,
    timeline,
    words,
)
from medverkan.participation.cases.forms import FindMineForm, RateForm, WriteForm
from medverkan.participation.cases.models import Case, Suspect
from medverkan.participation.cases.views.intake import UNREADABLE


@never_cache
@require_http_methods(["GET", "HEAD"])
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """Show the case to whoever holds its secret link."""
    return _show(request, token)


@public_form
@never_cache
@require_http_methods(["POST"])
def add(request: HttpRequest, token: str) -> HttpResponse:
    """Add words to the case."""
    form = WriteForm(request.POST)
    if not form.is_valid():
        return _show(request, token, write_form=form)
    return _do(
        request,
        token,
        lambda case: _add_once(
            case,
            text=form.cleaned_data["text"],
            key=request.POST.get("key") or references.new_secret(),
        ),
    )


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once, then take the case back."""
    if request.method == "POST":
        return _do(
            request, token, lambda case: operations.withdraw(case=case, at=clock.now())
        )
    case = _find(token)
    if case is None:
        return _gone(request)
    return render(request, "cases/withdraw.html", {"case": case, "token": token})


@public_form
@never_cache
@require_http_methods(["POST"])
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """Say whether it was solved."""
    form = RateForm(request.POST)
    if not form.is_valid():
        return _show(request, token, rate_form=form)
    return _do(
        request,
        token,
        lambda case: operations.rate(
            case=case, was_solved=form.cleaned_data["was_solved"], at=clock.now()
        ),
    )


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Send a new link to the address in the case; the answer never tells if there is one."""
    form = FindMineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.send_new_link(at=clock.now(), **form.cleaned_data)
        return render(request, "cases/link_sent.html", {})
    status = UNREADABLE if form.is_bound else 200
    return render(request, "cases/find.html", {"form": form}, status=status)


def _add_once(case: Case, *, text: str, key: str) -> None:
    at = clock.now()
    once(
        key=key,
        operation="cases.add",
        payload=[case.pk, text],
        do=lambda: operations.add(case=case, text=text, at=at).pk,
        at=at,
    )


def _find(token: str) -> Case | None:
    try:
        return queries.by_token(token)
    except Case.DoesNotExist:
        return None


def _do(
    request: HttpRequest, token: str, operation: Callable[[Case], object]
) -> HttpResponse:
    case = _find(token)
    if case is None:
        return _gone(request)
    operation(case)
    return redirect("cases:mine", token)


def _show(
    request: HttpRequest,
    token: str,
    *,
    write_form: WriteForm | None = None,
    rate_form: RateForm | None = None,
) -> HttpResponse:
    case = _find(token)
    if case is None:
        return _show_held(request, token)
    context = {
        "case": case,
        "token": token,
        "steps": timeline.of_resident(case),
        "just_sent": "skickat" in request.GET,
        "write_form": write_form or WriteForm(),
        "rate_form": rate_form or RateForm(),
        "key": references.new_secret(),
        "may_add": rules.resident_may_add(case),
        "may_withdraw": rules.resident_may_withdraw(case),
        "may_rate": rules.resident_may_rate(case),
        "submitter": queries.submitter(case),
    }
    status = UNREADABLE if write_form or rate_form else 200
    return render(request, "cases/mine.html", context, status=status)


def _show_held(request: HttpRequest, token: str) -> HttpResponse:
    try:
        suspect = quarantine.by_token(token)
    except Suspect.DoesNotExist:
        return _gone(request)
    ground = words.REJECTION.get(suspect.rejection_ground, "")
    context = {"suspect": suspect, "ground": ground}
    return render(request, "cases/held.html", context)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/link_gone.html", {}, status=404)
