"""Co-authors: invited by the author, a yes or no by the letter's link, a page to read and leave."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from medverkan.foundation import clock
from medverkan.foundation.design.posting import posted, public_form
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import (
    coauthors,
    operations,
    queries,
    rules,
    timeline,
)
from medverkan.participation.cases.forms import CoauthorForm, InviteForm
from medverkan.participation.cases.models import Backer, Case, SecretLink
from medverkan.participation.cases.views import mine
from medverkan.participation.cases.views.intake import UNREADABLE


@public_form
@never_cache
@require_http_methods(["POST"])
def invite(request: HttpRequest, token: str) -> HttpResponse:
    """Write to somebody whom the author invites."""
    try:
        case = queries.by_token(token)
    except Case.DoesNotExist:
        return mine.gone(request)
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            operations.invite_coauthor(
                case=case, email=form.cleaned_data["email"], at=clock.now()
            )
        except operations.OwnAddress:
            form.add_error("email", _("This is your own address."))
        except operations.WrittenToEnough:
            form.add_error("email", _("We cannot write to this address now."))
        except NotPermitted:
            return mine.show(request, token, is_too_late=True, status=409)
        else:
            return redirect("cases:mine", token)
    return mine.show(request, token, invite_form=form, status=UNREADABLE)


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what somebody is asked to stand behind, or take their yes or no."""
    try:
        backer = coauthors.by_invitation(token)
    except Backer.DoesNotExist:
        return mine.gone(request)
    form = CoauthorForm(posted(request))
    if form.is_valid():
        try:
            operations.answer_as_coauthor(
                backer=backer,
                is_willing=form.is_willing,
                name=form.cleaned_data["name"],
                at=clock.now(),
            )
        except operations.TooLate:
            return _show(request, token, backer, form, status=409)
        return redirect("cases:invitation", token)
    status = UNREADABLE if form.is_bound else 200
    return _show(request, token, backer, form, status=status)


@never_cache
@require_http_methods(["GET", "HEAD"])
def coauthor(request: HttpRequest, token: str) -> HttpResponse:
    """Show a co-author the proposal and how far it has come."""
    try:
        party = coauthors.by_token(token)
    except SecretLink.DoesNotExist:
        return mine.gone(request)
    context = {
        "case": party.case,
        "party": party,
        "token": token,
        "steps": timeline.of_public(party.case),
    }
    return render(request, "cases/coauthor.html", context)


@public_form
@never_cache
@require_http_methods(["POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Let a co-author go."""
    try:
        party = coauthors.by_token(token)
    except SecretLink.DoesNotExist:
        return mine.gone(request)
    operations.leave_as_coauthor(party=party, at=clock.now())
    return render(request, "cases/coauthor_left.html", {"case": party.case})


def _show(
    request: HttpRequest, token: str, backer: Backer, form: CoauthorForm, *, status: int
) -> HttpResponse:
    case = backer.party.case
    context = {
        "backer": backer,
        "case": case,
        "form": form,
        "token": token,
        "may_answer": backer.party.erased_at is None and rules.may_be_coauthored(case),
    }
    return render(request, "cases/invitation.html", context, status=status)
