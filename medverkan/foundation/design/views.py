"""The gallery's pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from medverkan.foundation.design import gallery

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
