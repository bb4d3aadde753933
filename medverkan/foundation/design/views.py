"""The gallery's pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from medverkan.foundation.design import desk, errors, gallery

SCHEMES = ("auto", "light", "dark")


def component_gallery(request: HttpRequest) -> HttpResponse:
    """Show every component with its examples; `?scheme=dark` forces a colour scheme."""
    scheme = request.GET.get("scheme", "auto")
    if scheme not in SCHEMES:
        raise Http404
    return render(
        request,
        "gallery/components.html",
        {"components": gallery.components(), "scheme": scheme, "schemes": SCHEMES},
    )


def example_workspace(request: HttpRequest, place: int | None = None) -> HttpResponse:
    """Show the workspace with invented cases; `place` is the one that is open."""
    rows = desk.ROWS
    if place is not None and place >= len(rows):
        raise Http404
    return render(
        request,
        "gallery/workspace.html",
        {
            "rows": rows,
            "opened": None if place is None else rows[place],
            "form": desk.ReplyForm(),
            "draft": {"name": "do", "value": "draft", "label": "Spara utkast"},
            "steps": desk.STEPS,
        },
    )


def example_error(request: HttpRequest, name: str) -> HttpResponse:
    """Show an error page as it looks, without the error."""
    if name not in errors.PAGES:
        raise Http404
    return errors.page(request, name, status=200)
