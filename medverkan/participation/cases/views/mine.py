"""One's own case behind a secret link: follow, add, take back, say if it was solved."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from medverkan.foundation import clock, references
from medverkan.foundation.audit.once import SentTwiceDiffering, once
from medverkan.foundation.design.posting import posted, public_form
from medverkan.participation.cases import (
    backers,
    coauthors,
    operations,
    quarantine,
    queries,
    rules,
    timeline,
    words,
)
from medverkan.participation.cases.forms import (
    AddForm,
    AgreeForm,
    FindMineForm,
    GuardianForm,
    InviteForm,
    RateForm,
)
from medverkan.participation.cases.models import (
    Backer,
    Case,
    ConversionOffer,
    Rating,
    Suspect,
)
from medverkan.participation.cases.operations.converting import ConversionRefused
from medverkan.participation.cases.views.intake import UNREADABLE
from medverkan.reference.pathways.queries import rule_set_for


@never_cache
@require_http_methods(["GET", "HEAD"])
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """Show the case to whoever holds its secret link."""
    return show(request, token)


@public_form
@never_cache
@require_http_methods(["POST"])
def add(request: HttpRequest, token: str) -> HttpResponse:
    """Add words to the case."""
    form = AddForm(request.POST)
    if not form.is_valid():
        return show(request, token, write_form=form)
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
        return gone(request)
    return render(request, "cases/withdraw.html", {"case": case, "token": token})


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether it was solved, as a link in the letter began; say so by POST."""
    case = _find(token)
    if case is None:
        return gone(request)
    if request.method == "POST":
        return _rate(request, token, case)
    if not rules.resident_may_rate(case):
        return redirect("cases:mine", token)
    return _show_rating(request, token, case, _rate_form(case, request.GET))


@public_form
@never_cache
@require_http_methods(["POST"])
def answer_conversion(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Say yes or no to another way in; what makes no sense is asked again."""
    case = _find(token)
    if case is None or not case.conversion_offers.filter(pk=pk).exists():
        return gone(request)
    offer, said = queries.open_offer(case), request.POST.get("svar")
    if offer is None or offer.pk != pk:
        return redirect("cases:mine", token)
    form = _agree_form(case, offer, request.POST if said == "ja" else None)
    if said not in ("ja", "nej") or (said == "ja" and not form.is_valid()):
        return show(request, token, agree_form=form, status=UNREADABLE)
    agreed = form.cleaned_data if said == "ja" else {}
    try:
        operations.answer_conversion(
            case=case, offer=pk, is_accepted=said == "ja", at=clock.now(), **agreed
        )
    except ConversionRefused:
        return show(request, token, is_too_late=True, status=409)
    return redirect("cases:mine", token)


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Send a new link to the address in the case; the answer never tells if there is one."""
    form = FindMineForm(posted(request))
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


def _rate(request: HttpRequest, token: str, case: Case) -> HttpResponse:
    form = RateForm(request.POST)
    if not form.is_valid():
        return _show_rating(request, token, case, form)
    at = clock.now()
    try:
        once(
            key=request.POST.get("key") or references.new_secret(),
            operation="cases.rate",
            payload=[case.pk, form.cleaned_data],
            do=lambda: operations.rate(case=case, at=at, **form.cleaned_data).pk,
            at=at,
        )
    except SentTwiceDiffering:
        return _show_rating(request, token, case, form, status=409)
    return redirect(reverse("cases:mine", args=[token]) + "?tack")


def _agree_form(
    case: Case, offer: ConversionOffer, data: QueryDict | None = None
) -> AgreeForm:
    """Return what the way that is suggested asks for, besides what we know."""
    rule_set = rule_set_for(offer.to, lodged_at=case.arrived_at, at=clock.now())
    party = queries.submitter(case)
    assert party is not None  # every case has one who wrote
    return AgreeForm(data, rule_set=rule_set, party=party)


def _guardian_form(case: Case, guardian: Backer | None) -> GuardianForm | None:
    """Return the form with the address that was named last; None where no letter may go."""
    if guardian is None or not rules.may_ask_guardian(case, guardian):
        return None
    return GuardianForm(initial={"email": guardian.party.email})


def _invite_form(case: Case, invited: list[Backer]) -> InviteForm | None:
    """Return the form for one more co-author; None where no letter may go."""
    return InviteForm() if rules.may_invite_coauthor(case, invited) else None


def _rate_form(case: Case, asked: QueryDict) -> RateForm:
    """Return the form with what was said before, or what a link in the letter chose."""
    said = Rating.objects.filter(case=case).first()
    before = {"solved": said.solved, "grade": said.grade} if said else {}
    chosen = asked.get("svar", "")
    return RateForm(initial=before | ({"solved": chosen} if chosen else {}))


def _show_rating(
    request: HttpRequest,
    token: str,
    case: Case,
    form: RateForm,
    *,
    status: int = UNREADABLE,
) -> HttpResponse:
    context = {
        "case": case,
        "token": token,
        "form": form,
        "key": references.new_secret(),
    }
    status = status if form.is_bound else 200
    return render(request, "cases/rate.html", context, status=status)


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
        return gone(request)
    operation(case)
    return redirect("cases:mine", token)


def show(
    request: HttpRequest,
    token: str,
    *,
    write_form: AddForm | None = None,
    agree_form: AgreeForm | None = None,
    guardian_form: GuardianForm | None = None,
    invite_form: InviteForm | None = None,
    is_too_late: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Show the case to whoever holds its secret link, with what was typed in vain."""
    case = _find(token)
    if case is None:
        return _show_held(request, token)
    rating = Rating.objects.filter(case=case).first()
    offer = queries.open_offer(case)
    guardian = backers.guardian_of(case) if case.awaits_guardian else None
    invited = coauthors.of(case) if case.rule_set.coauthor_limit else []
    is_asked = case.pauses.filter(ended_at=None).exists()
    context = {
        "case": case,
        "token": token,
        "steps": timeline.of_resident(case),
        "just_sent": "skickat" in request.GET,
        "just_rated": "tack" in request.GET,
        "write_form": write_form or AddForm(is_asked=is_asked),
        "is_asked": is_asked,
        "rate_form": _rate_form(case, request.GET),
        "rating": rating,
        "has_rated": rating is not None and rules.is_of_this_answer(rating, case),
        "key": references.new_secret(),
        "rate_key": references.new_secret(),
        "may_add": rules.resident_may_add(case),
        "may_withdraw": rules.resident_may_withdraw(case),
        "may_rate": rules.resident_may_rate(case),
        "submitter": queries.submitter(case),
        "questions": queries.questions_for_author(case),
        "offer": offer,
        "merge_offer": queries.open_merge_offer(case, at=clock.now()),
        "invited": invited,
        "invite_form": invite_form or _invite_form(case, invited),
        "is_too_late": is_too_late,
        "guardian": guardian,
        "guardian_form": guardian_form or _guardian_form(case, guardian),
        "agree_form": agree_form or (_agree_form(case, offer) if offer else None),
    }
    status = UNREADABLE if write_form else status
    return render(request, "cases/mine.html", context, status=status)


def _show_held(request: HttpRequest, token: str) -> HttpResponse:
    try:
        suspect = quarantine.by_token(token)
    except Suspect.DoesNotExist:
        return gone(request)
    ground = words.REJECTION.get(suspect.rejection_ground, "")
    context = {"suspect": suspect, "ground": ground}
    return render(request, "cases/held.html", context)


def gone(request: HttpRequest) -> HttpResponse:
    """Tell that the link opens nothing."""
    return render(request, "cases/link_gone.html", {}, status=404)
