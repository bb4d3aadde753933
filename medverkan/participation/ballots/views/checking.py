"""Anyone may check: does my vote count, and does the number hold water?"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock
from medverkan.foundation.design.caching import public_page
from medverkan.foundation.design.posting import posted, public_form
from medverkan.participation.ballots import (
    export,
    limits,
    panels,
    pictures,
    receipts,
    subjects,
    words,
)
from medverkan.participation.ballots.forms import CheckForm
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import Alarm, Roster
from medverkan.participation.ballots.models.corrections import Ground
from medverkan.participation.ballots.queries import last_head
from medverkan.participation.ballots.views.finding import ballot_of, honest_when_away
from medverkan.reference.bodies.roles import Role


@public_form
@never_cache
@honest_when_away
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Answer `Räknas min röst?`; by POST, so that no number ends up in a log."""
    ballot = ballot_of(uuid)
    form = CheckForm(posted(request))
    answer = None
    if request.method == "POST" and form.is_valid():
        limits.count(request, what="check", limit=limits.CHECKS)
        answer = receipts.check(ballot=ballot, text=form.cleaned_data["receipt"])
    context = {
        "ballot": ballot,
        "subject": subjects.of(ballot),
        "form": form,
        "answer": answer,
        "heading": words.RESULT_HEADING[answer.result] if answer else "",
        "text": words.RESULT_TEXT[answer.result] if answer else "",
    }
    return render(request, "ballots/check.html", context)


@honest_when_away
@public_page(30)
@require_safe
def number(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show `Kontrollera siffran`: how the number comes about, and what it cannot prove."""
    ballot = ballot_of(uuid)
    context = {
        "ballot": ballot,
        "subject": subjects.of(ballot),
        "panel": panels.of(ballot, at=clock.now()),
        "picture": pictures.chain(ballot),
        "head": last_head(ballot, Audience.PUBLIC),
        "alarm": Alarm.objects.filter(ballot=ballot, resolved_at=None).first(),
        "roster": Roster.objects.order_by("-date").first(),
    }
    return render(request, "ballots/number.html", context)


@honest_when_away
@public_page(30)
@require_safe
def corrections(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show every correction: when, how many, on what ground, by whom, between which heads."""
    ballot = ballot_of(uuid)
    head = last_head(ballot, Audience.PUBLIC)
    lines = export.corrections(ballot, head) if head else []
    shown = [
        {
            **line,
            "ground": Ground(line["ground"]).label,
            "role": Role(line["role"]).label,
        }
        for line in lines
    ]
    context = {"ballot": ballot, "subject": subjects.of(ballot), "lines": shown}
    return render(request, "ballots/corrections.html", context)
