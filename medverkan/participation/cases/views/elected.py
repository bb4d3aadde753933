"""The pages of elected members: their board, and letters for its register."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import calendar, clock
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.design.posting import posted
from medverkan.participation.cases import elected, intake, operations
from medverkan.participation.cases.forms import ForwardForm
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.views.registration import registered, status_of
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
    form = intake.forward_form(posted(request), request.FILES or None, at=now)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, board)

    def hand_in(*, arrived_at: dt.datetime | None, **told: Any) -> Case:
        return operations.forward_letter(
            **told,
            board=board,
            arrived_at=arrived_at or now,
            actor=request.actor,
            at=now,
        )

    case = registered(form, operation="cases.forward", do=hand_in, at=now)
    if case is None:
        return _show(request, form, board)
    messages.success(
        request,
        _("It is in the register now. Its reference is %(reference)s.")
        % {"reference": case.reference},
    )
    return redirect(reverse("cases:board", args=[board.slug]))


def _show(request: HttpRequest, form: ForwardForm, board: Body) -> HttpResponse:
    context = {"form": form, "board": board}
    return render(request, "cases/forward.html", context, status=status_of(form))


def _chosen(boards: list[Body], slug: str) -> Body:
    """Return the board of the address, or the first; another's does not exist."""
    found = next((one for one in boards if slug in ("", one.slug)), None)
    if found is None:
        raise Http404
    return found
