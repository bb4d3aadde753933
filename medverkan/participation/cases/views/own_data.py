"""One's own data behind the secret link: see, put right, take along, have erased."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from medverkan.foundation import calendar, clock
from medverkan.foundation.design.posting import public_form
from medverkan.participation.cases import operations, own_data, queries, rules
from medverkan.participation.cases.forms.own_data import ContactForm
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.views.intake import UNREADABLE


@never_cache
@require_safe
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Show what we hold, how long and why, and what can be done about it."""
    return _show(request, token, _case(token))


@public_form
@never_cache
@require_POST
def correct(request: HttpRequest, token: str) -> HttpResponse:
    """Put right how the one who wrote is reached."""
    case = _case(token)
    form = ContactForm(request.POST)
    party = queries.submitter(case)
    is_closed = case.is_protected or (
        party is not None and party.has_protected_identity
    )
    if is_closed or not form.is_valid():
        return _show(request, token, case, form=form)
    operations.correct_contact(
        case=case, contact=operations.Contact(**form.cleaned_data), at=clock.now()
    )
    return redirect("cases:own_data", token)


@public_form
@never_cache
@require_POST
def hide_name(request: HttpRequest, token: str) -> HttpResponse:
    """Take the name off what everyone may read."""
    operations.hide_name(case=_case(token), at=clock.now())
    return redirect("cases:own_data", token)


@public_form
@never_cache
@require_POST
def protect_identity(request: HttpRequest, token: str) -> HttpResponse:
    """Note that the one who wrote has protected identity."""
    operations.protect_identity(case=_case(token), at=clock.now())
    return redirect("cases:own_data", token)


@never_cache
@require_safe
def export(request: HttpRequest, token: str) -> JsonResponse:
    """Give what we hold as JSON."""
    case = _case(token)
    response = JsonResponse(
        own_data.of_case(case), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response["Content-Disposition"] = f'attachment; filename="{case.reference}.json"'
    return response


def _case(token: str) -> Case:
    try:
        return queries.by_token(token)
    except Case.DoesNotExist:
        raise Http404 from None


def _show(
    request: HttpRequest, token: str, case: Case, *, form: ContactForm | None = None
) -> HttpResponse:
    party = queries.submitter(case)
    may_correct = (
        party is not None
        and not case.is_protected
        and not party.has_protected_identity
        and rules.resident_may_correct(party)
    )
    held = own_data.of_case(case)
    context = {
        "case": case,
        "token": token,
        "held": held,
        "controller": own_data.controller_of(case),
        "kept": own_data.kept_until(case, today=calendar.local_date(clock.now())),
        "form": form or ContactForm(initial=held.get("contact")),
        "may_correct": may_correct,
        "is_person_hidden": rules.has_protected_identity(case),
    }
    status = UNREADABLE if form else 200
    return render(request, "cases/own_data.html", context, status=status)
