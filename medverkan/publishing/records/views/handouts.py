"""Hand out records: requests, what is found, how it is masked, the papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from medverkan.foundation import calendar, clock, permissions
from medverkan.foundation.accounts.access import has_role
from medverkan.participation.cases.models import Case
from medverkan.publishing.records import finding, forms, handouts, operations, rules
from medverkan.publishing.records.models import (
    RecordRequest,
    RequestedItem,
)
from medverkan.publishing.records.states import Choice, RequestState
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Body

SHOWN = 50
_handlers = has_role(*rules.HANDING_OUT)


@require_safe
@_handlers
def start(request: HttpRequest) -> HttpResponse:
    """Lead to the first authority whose records the reader hands out."""
    mine = _authorities(request)
    if not mine:
        raise Http404
    return redirect("records:requests_of", mine[0].slug)


@require_safe
@never_cache
@_handlers
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """List the requests of an authority, those that wait first."""
    return _show_list(request, _authority(request, slug))


@require_POST
@_handlers
def note(request: HttpRequest, slug: str) -> HttpResponse:
    """Note a request that came in another way than by the form on the web."""
    authority, at = _authority(request, slug), clock.now()
    form = forms.NoteForm(request.POST, now=at)
    if not form.is_valid():
        return _show_list(request, authority, form=form)
    noted = operations.note_request(
        authority=authority, **form.cleaned_data, actor=request.actor, at=at
    )
    return redirect("records:request", slug, noted.pk)


@require_safe
@never_cache
@_handlers
def request_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a request: what is in it, what is found, and how it ends."""
    return _show(request, _request(request, slug, pk))


@require_POST
@_handlers
def add(request: HttpRequest, slug: str, pk: int, reference: str) -> HttpResponse:
    """Put a case that was found into the request."""
    asked = _request(request, slug, pk)
    case = get_object_or_404(Case, reference=reference)
    try:
        operations.add_case(
            request=asked, case=case, actor=request.actor, at=clock.now()
        )
    except operations.HasEnded:
        return _show(request, asked, status=409)
    return redirect("records:request", slug, pk)


@require_POST
@_handlers
def choose(request: HttpRequest, slug: str, pk: int, item: int) -> HttpResponse:
    """Say how one text or file is handed out."""
    asked = _request(request, slug, pk)
    chosen = get_object_or_404(RequestedItem, pk=item, request=asked)
    form = forms.ChooseForm(
        request.POST, is_file=chosen.message_id is None, auto_id=f"item_{item}_%s"
    )
    if not form.is_valid():
        return _show(request, asked, refused=(item, form), status=422)
    cleaned = {"title": "", "text": "", **form.cleaned_data}
    try:
        operations.choose(item=chosen, **cleaned, actor=request.actor, at=clock.now())
    except operations.HasEnded:
        return _show(request, asked, status=409)
    return redirect(f"{request.path.rsplit('valj/', 1)[0]}#item-{item}")


@require_POST
@_handlers
def hand_out(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note that what was chosen has been handed out."""
    asked = _request(request, slug, pk)
    form = forms.HandOutForm(request.POST)
    if not form.is_valid():
        return _show(request, asked, hand_out_form=form, status=422)
    try:
        operations.hand_out(
            request=asked, **form.cleaned_data, actor=request.actor, at=clock.now()
        )
    except operations.NothingChosen:
        form.add_error(None, _("Choose at least one document to hand out."))
        return _show(request, asked, hand_out_form=form, status=422)
    except operations.HasEnded:
        return _show(request, asked, status=409)
    messages.success(request, _("It is noted that this was handed out."))
    return redirect("records:request", slug, pk)


@require_POST
@_handlers
def refuse(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Decide not to hand out, or not all."""
    asked = _request(request, slug, pk)
    form = forms.RefuseForm(request.POST)
    if not form.is_valid():
        return _show(request, asked, refuse_form=form, status=422)
    try:
        operations.refuse(
            request=asked, **form.cleaned_data, actor=request.actor, at=clock.now()
        )
    except (operations.AlreadyRefused, operations.HasEnded):
        return _show(request, asked, status=409)
    messages.success(request, _("The decision is made. Send it to the one who asked."))
    return redirect("records:request", slug, pk)


@require_POST
@_handlers
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note that the one who asked no longer wants it."""
    asked = _request(request, slug, pk)
    try:
        operations.take_back(request=asked, actor=request.actor, at=clock.now())
    except operations.HasEnded:
        return _show(request, asked, status=409)
    return redirect("records:request", slug, pk)


@require_safe
@never_cache
@_handlers
def papers(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give what is handed out: a PDF, or a ZIP with files."""
    asked = _request(request, slug, pk)
    has_files = asked.items.filter(attachment__isnull=False).exclude(
        choice=Choice.WITHHELD
    )
    if has_files.exists():
        return _file(handouts.as_zip(asked), f"utlamnande-{pk}.zip", "application/zip")
    return _file(handouts.as_pdf(asked), f"utlamnande-{pk}.pdf", "application/pdf")


@require_safe
@never_cache
@_handlers
def decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the decision not to hand out, with how to appeal it."""
    asked = _request(request, slug, pk)
    refusal = getattr(asked, "refusal", None)
    if refusal is None:
        raise Http404
    return _file(handouts.refusal_pdf(refusal), f"beslut-{pk}.pdf", "application/pdf")


def _file(content: bytes, name: str, media_type: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


def _authorities(request: HttpRequest) -> list[Body]:
    where = request.actor.bodies_with(*rules.HANDING_OUT)
    mine = bodies.authorities()
    return list(mine if None in where else mine.filter(pk__in=where))


def _authority(request: HttpRequest, slug: str) -> Body:
    found = get_object_or_404(Body.objects.authorities(), slug=slug)
    permissions.require(rules.may_hand_out(request.actor, found))
    return found


def _request(request: HttpRequest, slug: str, pk: int) -> RecordRequest:
    authority = _authority(request, slug)
    asked = RecordRequest.objects.select_related(
        "authority", "noted_by", "ended_by", "refusal__decided_by"
    )
    return get_object_or_404(asked, pk=pk, authority=authority)


def _show_list(
    request: HttpRequest, authority: Body, *, form: Form | None = None
) -> HttpResponse:
    now = clock.now()
    asked = RecordRequest.objects.filter(authority=authority)
    waiting = asked.filter(state=RequestState.OPEN).order_by("asked_at", "pk")
    context = {
        "authority": authority,
        "authorities": _authorities(request),
        "waiting": [(each, _is_late(each)) for each in waiting],
        "ended": asked.exclude(state=RequestState.OPEN).order_by("-ended_at", "-pk")[
            :SHOWN
        ],
        "form": form or forms.NoteForm(now=now),
    }
    status = 422 if form else 200
    return render(request, "records/requests.html", context, status=status)


def _is_late(asked: RecordRequest) -> bool:
    """Without delay (TF 2:15) is the same or the next working day; then it is late."""
    due = calendar.add_working_days(
        calendar.local_date(asked.asked_at), 1, closed=bodies.closed_days()
    )
    return calendar.local_date(clock.now()) > due


def _show(
    request: HttpRequest,
    asked: RecordRequest,
    *,
    refused: tuple[int, Form] | None = None,
    hand_out_form: Form | None = None,
    refuse_form: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    asked.refresh_from_db()
    find_form = forms.FindForm(request.GET or None)
    context = {
        "asked": asked,
        "refusal": getattr(asked, "refusal", None),
        "is_late": asked.is_open and _is_late(asked),
        "items": [
            (item, _choose_form(item, refused)) for item in handouts.items_of(asked)
        ],
        "find_form": find_form,
        "found": _found(request, asked, find_form),
        "hand_out_form": hand_out_form or forms.HandOutForm(),
        "refuse_form": refuse_form or forms.RefuseForm(),
        "was_late": status == 409,
    }
    return render(request, "records/request.html", context, status=status)


def _found(request: HttpRequest, asked: RecordRequest, form: Form) -> list[Case] | None:
    if not (asked.is_open and form.is_bound and form.is_valid()):
        return None
    given: dict[str, Any] = form.cleaned_data
    if not any(given.values()):
        return None
    return finding.find(
        request.actor,
        asked.authority,
        text=given["q"],
        first=given["fran"],
        last=given["till"],
    )


def _choose_form(item: RequestedItem, refused: tuple[int, Form] | None) -> Form:
    if refused is not None and refused[0] == item.pk:
        return refused[1]
    initial = {"choice": item.choice}
    if item.message is not None:
        initial["title"] = item.title or item.message.title
        initial["text"] = item.text or handouts.suggested(item.message)
    return forms.ChooseForm(
        initial=initial,
        is_file=item.message_id is None,
        auto_id=f"item_{item.pk}_%s",
    )
