"""Stand behind a proposal by the link of a letter, and ask somebody to, as its author."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from medverkan.foundation import clock
from medverkan.foundation.design.posting import posted, public_form
from medverkan.participation.cases import backers, operations, queries, rules
from medverkan.participation.cases.forms import GuardianForm, StandBehindForm
from medverkan.participation.cases.models import Backer, Case
from medverkan.participation.cases.views import mine
from medverkan.participation.cases.views.intake import UNREADABLE


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stand_behind(request: HttpRequest, token: str) -> HttpResponse:
    """Show what somebody is asked to stand behind, or take their yes or no."""
    try:
        backer = backers.by_token(token)
    except Backer.DoesNotExist:
        return mine.gone(request)
    form = StandBehindForm(posted(request), initial={"name": backer.party.name})
    if form.is_valid():
        try:
            operations.answer_as_backer(
                backer=backer, at=clock.now(), **form.cleaned_data
            )
        except operations.TooLate:
            return _show(request, token, backer, form, status=409)
        return redirect("cases:stand_behind", token)
    status = UNREADABLE if form.is_bound else 200
    return _show(request, token, backer, form, status=status)


@public_form
@never_cache
@require_http_methods(["POST"])
def ask_guardian(request: HttpRequest, token: str) -> HttpResponse:
    """Write to the guardian whom the author names now."""
    try:
        case = queries.by_token(token)
    except Case.DoesNotExist:
        return mine.gone(request)
    guardian = backers.guardian_of(case)
    if guardian is None or not rules.may_ask_guardian(case, guardian):
        return redirect("cases:mine", token)
    form = GuardianForm(request.POST)
    if not form.is_valid():
        return mine.show(request, token, guardian_form=form, status=UNREADABLE)
    operations.ask_guardian(case=case, email=form.cleaned_data["email"], at=clock.now())
    return redirect("cases:mine", token)


def _show(
    request: HttpRequest,
    token: str,
    backer: Backer,
    form: StandBehindForm,
    *,
    status: int,
) -> HttpResponse:
    case = backer.party.case
    context = {
        "backer": backer,
        "case": case,
        "form": form,
        "token": token,
        "may_answer": rules.may_be_backed(case),
    }
    return render(request, "cases/stand_behind.html", context, status=status)
