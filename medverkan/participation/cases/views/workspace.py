"""The officer's day: lists ordered by what is due, one case on one screen, every action."""

from __future__ import annotations

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from medverkan.foundation import calendar, clock, permissions, references
from medverkan.foundation.accounts.access import has_role, signed_in
from medverkan.foundation.audit.once import SentTwiceDiffering, once
from medverkan.foundation.design import menu
from medverkan.foundation.states import TransitionRefused
from medverkan.participation.cases import desk, operations, queries, rules
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.operations import ChangedMeanwhile
from medverkan.participation.cases.operations.converting import ConversionRefused
from medverkan.participation.cases.operations.routing import (
    AlreadyThere,
)
from medverkan.participation.cases.views.intake import UNREADABLE

CONFLICT = 409
_staff = has_role(*desk.READERS)


@signed_in
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Lead to where the day begins: by one's role, or the first page one has."""
    permissions.require(request.actor.is_staff)
    for role, address in desk.FIRST_PAGES:
        if request.actor.has_role(role):
            return redirect(*address)
    pages = menu.entries("workspace", request)
    return redirect(pages[0].url if pages else "accounts_home")


@_staff
@never_cache
@require_safe
def inbox(request: HttpRequest, name: str) -> HttpResponse:
    """Show one of the lists of the workspace."""
    if name not in queries.Inbox.NAMES:
        raise Http404
    return render(request, "cases/inbox.html", {"queue": desk.queue(request, name)})


@_staff
@never_cache
@require_safe
def case(request: HttpRequest, name: str, reference: str) -> HttpResponse:
    """Show one case beside its list."""
    return _show(request, name, _find(request, reference))


@_staff
@never_cache
@require_POST
def act(request: HttpRequest, name: str, reference: str, verb: str) -> HttpResponse:
    """Do one thing with a case; what was typed is kept if it cannot be done."""
    action = desk.ACTIONS.get(verb)
    if action is None:
        raise Http404
    found = _find(request, reference)
    form = action.form(found, request.actor, request.POST)
    if "insert" in request.POST:
        form = desk.with_template(action, found, form, actor=request.actor)
        return _show(request, name, found, verb=verb, form=form)
    if not form.is_valid():
        return _show(request, name, found, verb=verb, form=form, status=UNREADABLE)
    try:
        _run_once(request, action, found, form, verb=verb)
    except (ChangedMeanwhile, SentTwiceDiffering):
        return _show(
            request, name, _find(request, reference), verb=verb, form=form,
            status=CONFLICT,
        )  # fmt: skip
    except operations.ReviewTaken:
        form.add_error(None, desk.REVIEWED_BY_ANOTHER)
        found = _find(request, reference)
        return _show(request, name, found, verb=verb, form=form, status=CONFLICT)
    except (
        TransitionRefused,
        AlreadyThere,
        ConversionRefused,
        operations.CannotBeJoined,
        operations.DayNotPossible,
        operations.DayHasPassed,
        operations.NotSpokenThen,
    ):
        form.add_error(None, desk.NOT_POSSIBLE_NOW)
        return _show(request, name, found, verb=verb, form=form, status=CONFLICT)
    if rules.visible_to(request.actor).filter(pk=found.pk).exists():
        back = reverse("cases:case", args=[name, reference])
    else:
        back = reverse("cases:inbox", args=[name])
    return redirect(f"{back}{desk.asked_in(request)}")


@_staff
@never_cache
@require_POST
def review(request: HttpRequest, name: str, reference: str) -> HttpResponse:
    """Take the case for review, take it over, or leave it to others."""
    found = _find(request, reference)
    do, at = request.POST.get("gor"), clock.now()
    try:
        if do == "lamna":
            operations.release_review(case=found, actor=request.actor, at=at)
        else:
            operations.take_review(
                case=found, take_over=do == "ta-over", actor=request.actor, at=at
            )
    except operations.ReviewTaken:
        return _show(request, name, _find(request, reference), status=CONFLICT)
    back = reverse("cases:case", args=[name, reference])
    return redirect(f"{back}{desk.asked_in(request)}")


@_staff
@never_cache
@require_POST
def identity(request: HttpRequest, name: str, reference: str) -> HttpResponse:
    """Show the case with who the one with protected identity is; the log says who looked."""
    found = _find(request, reference)
    operations.read_identity(case=found, actor=request.actor, at=clock.now())
    return _show(request, name, found, is_person_shown=True)


def _run_once(
    request: HttpRequest, action: desk.Action, case: Case, form: Form, *, verb: str
) -> None:
    at = clock.now()
    once(
        key=request.POST.get("key") or references.new_secret(),
        operation=f"cases.{verb}",
        payload=request.POST.dict(),
        do=lambda: action.run(case, form.cleaned_data, actor=request.actor, at=at),
        at=at,
    )


def _find(request: HttpRequest, reference: str) -> Case:
    try:
        return queries.whole(reference, actor=request.actor)
    except Case.DoesNotExist as error:
        raise Http404 from error


def _show(
    request: HttpRequest,
    name: str,
    case: Case,
    *,
    verb: str = "",
    form: object = None,
    status: int = 200,
    is_person_shown: bool = False,
) -> HttpResponse:
    if name not in queries.Inbox.NAMES:
        raise Http404
    context = {
        "queue": desk.queue(request, name),
        **desk.case_context(
            case,
            actor=request.actor,
            today=calendar.local_date(clock.now()),
            verb=verb,
            form=form,
        ),
        "is_person_shown": is_person_shown,
        "changed_meanwhile": status == CONFLICT,
        "key": references.new_secret(),
    }
    return render(request, "cases/case.html", context, status=status)
