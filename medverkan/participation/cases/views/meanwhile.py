"""What is shown while somebody writes: hints about other doors, and what is said already."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from medverkan.foundation import clock
from medverkan.foundation.design.posting import public_form
from medverkan.participation.cases import sorting

READ = 2000
FEWEST_LETTERS = 12


@public_form
@never_cache
@require_POST
def meanwhile(request: HttpRequest) -> HttpResponse:
    """
    Show what the text so far calls for, as a part of the page; nothing is written.

    `shown` is what the part showed before: only what is new is told aloud.
    """
    text = request.POST.get("text", "")[:READ].replace("\x00", "")
    is_enough = len(text.strip()) >= FEWEST_LETTERS
    similar = sorting.already_said(text) if is_enough else []
    hints = sorting.hints(text, at=clock.now()) if is_enough else []
    shown = _mark([*(hint.door.slug for hint in hints), *(s.url for s in similar)])
    context = {
        "similar": similar,
        "hints": hints,
        "shown": shown,
        "is_news": shown != request.POST.get("shown", ""),
    }
    return render(request, "cases/parts/meanwhile.html", context)


def _mark(names: list[str]) -> str:
    if not names:
        return ""
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]
