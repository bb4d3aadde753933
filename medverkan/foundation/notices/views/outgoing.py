"""The print queue, and how the sending goes, for staff."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from medverkan.foundation import clock, permissions
from medverkan.foundation.notices import access, operations, paper, queries, rules
from medverkan.foundation.notices.models import Delivery

SHOWN = 100


@never_cache
@require_safe
def print_queue(request: HttpRequest) -> HttpResponse:
    """List the letters that wait to be printed."""
    context = {"deliveries": _waiting(request)}
    return render(request, "notices/print_queue.html", context)


@never_cache
@require_safe
def paper_letter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Return a letter of the print queue as a PDF."""
    delivery = _to_print_or_404(request, uuid)
    return HttpResponse(paper.letter(delivery), content_type="application/pdf")


@never_cache
@require_POST
def paper_letters(request: HttpRequest) -> HttpResponse:
    """Return the letters chosen in the print queue as one PDF; they still wait there."""
    chosen = _chosen(request)
    if not chosen:
        return _none_chosen(request)
    return HttpResponse(paper.letters(chosen), content_type="application/pdf")


@require_POST
def mark_printed(request: HttpRequest) -> HttpResponse:
    """Note that the letters chosen in the print queue have been printed and posted."""
    chosen = _chosen(request)
    if not chosen:
        return _none_chosen(request)
    for delivery in chosen:
        operations.mark_printed(delivery=delivery, actor=request.actor, at=clock.now())
    said = ngettext(
        "%(count)s letter is marked as posted.",
        "%(count)s letters are marked as posted.",
        len(chosen),
    )
    messages.success(request, said % {"count": len(chosen)})
    return redirect("notices:print_queue")


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show how many letters were sent, and which did not arrive."""
    permissions.require(rules.may_see_service(request.actor))
    since = clock.now() - dt.timedelta(days=30)
    context = {
        "counts": queries.count_by_state(since=since),
        "deliveries": queries.not_arrived(since=since),
    }
    return render(request, "notices/outbox.html", context)


@require_POST
def send_again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put a letter that did not arrive back into the outbox."""
    delivery = get_object_or_404(Delivery, uuid=uuid)
    operations.send_again(delivery=delivery, actor=request.actor, at=clock.now())
    messages.success(request, _("The letter is on its way again."))
    return redirect("notices:outbox")


@never_cache
@require_safe
def demo(request: HttpRequest) -> HttpResponse:
    """Show the letters of a demonstration, which sends none."""
    if not settings.DEMO:
        raise Http404
    context = {"deliveries": queries.latest(limit=50)}
    return render(request, "notices/demo.html", context)


def _waiting(request: HttpRequest) -> list[Delivery]:
    permissions.require(rules.may_see_print_queue(request.actor))
    waiting = queries.to_print(request.actor)[:SHOWN]
    return access.visible(waiting, actor=request.actor)


def _chosen(request: HttpRequest) -> list[Delivery]:
    # Not what a colleague has seen to while the page was open.
    chosen = set(request.POST.getlist("letter"))
    return [each for each in _waiting(request) if str(each.uuid) in chosen]


def _none_chosen(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Choose at least one letter that waits to be printed."))
    return redirect("notices:print_queue")


def _to_print_or_404(request: HttpRequest, uuid: UUID) -> Delivery:
    permissions.require(rules.may_see_print_queue(request.actor))
    delivery = get_object_or_404(queries.to_print(request.actor), uuid=uuid)
    if not access.visible([delivery], actor=request.actor):
        raise Http404
    return delivery
