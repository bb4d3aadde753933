"""The pages of elected members: their board, and letters for its register."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import calendar, clock
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.audit.once import once
from medverkan.foundation.files.refusals import FileRefused
from medverkan.participation.cases import elected, intake, operations
from medverkan.participation.cases.forms import ForwardForm
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import Channel
from medverkan.participation.cases.views.intake import UNREADABLE
from medverkan.reference.bodies.models import Body
from medverkan.reference.bodies.roles import Role

_members = has_role(Role.ELECTED_MEMBER)


@_members
@never_cache
@require_safe
def board(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Show what one's board received and how it was answered, and what is before it."""
    boards = elected.boards_of(request.actor)
    chosen = _chosen(boards, slug)
    now = clock.now()
    shown = elected.of_board(chosen, today=calendar.local_date(now), at=now)
    context = {
        "boards": boards if len(boards) > 1 else [],
        "board": shown,
        "today": calendar.local_date(now),
        **elected.columns_and_rows(shown.table),
    }
    return render(request, "cases/board.html", context)


@_members
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forward(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand a letter from a resident to the register; the same form sent twice makes one case."""
    board = _chosen(elected.boards_of(request.actor), slug)
    now = clock.now()
    form = intake.forward_form(request.POST or None, request.FILES or None, at=now)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, board)
    try:
        file = intake.store_file(form, at=now)
    except FileRefused as refused:
        form.add_error("file", refused.message)
        return _show(request, form, board)
    case_id = once(
        key=form.cleaned_data["key"],
        operation="cases.forward",
        payload=request.POST.dict(),
        do=lambda: (
            operations.forward_letter(
                said=intake.said_by_staff(form, file=file),
                sender=intake.sender_in(form, language=form.cleaned_data["language"]),
                board=board,
                channel=Channel(form.cleaned_data["channel"]),
                arrived_at=form.cleaned_data["arrived_at"] or now,
                actor=request.actor,
                at=now,
            ).pk
        ),
        at=now,
    )
    case = Case.objects.get(pk=case_id)
    messages.success(
        request,
        _("It is in the register now. Its reference is %(reference)s.")
        % {"reference": case.reference},
    )
    return redirect(reverse("cases:board", args=[board.slug]))


def _show(request: HttpRequest, form: ForwardForm, board: Body) -> HttpResponse:
    status = UNREADABLE if form.is_bound else 200
    context = {"form": form, "board": board}
    return render(request, "cases/forward.html", context, status=status)


def _chosen(boards: list[Body], slug: str) -> Body:
    """Return the board of the address, or the first; another's does not exist."""
    found = next((one for one in boards if slug in ("", one.slug)), None)
    if found is None:
        raise Http404
    return found
