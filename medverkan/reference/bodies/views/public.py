"""Public pages: who is responsible for what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from medverkan.foundation import calendar, clock
from medverkan.foundation.design.caching import public_page
from medverkan.reference.bodies import queries
from medverkan.reference.bodies.kinds import BodyKind
from medverkan.reference.bodies.models import Body


@require_safe
@public_page(seconds=600)
def responsibilities(request: HttpRequest) -> HttpResponse:
    """List the boards with their administrations and topics, then the companies."""
    rows = queries.responsibilities(clock.now())
    context = {
        "boards": [row for row in rows if row.authority.kind != BodyKind.COMPANY],
        "companies": [row for row in rows if row.authority.kind == BodyKind.COMPANY],
    }
    return render(request, "bodies/responsibilities.html", context)


@require_safe
@public_page(seconds=600)
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a body: what it does, how to reach it, who belongs to it."""
    at = clock.now()
    shown = get_object_or_404(Body.objects.select_related("authority"), slug=slug)
    context = {
        "body": shown,
        "acts_for": None if shown.is_authority else shown.authority,
        "has_ended": not shown.is_open_on(calendar.local_date(at)),
        "contact_points": queries.contact_points(shown),
        "topics": queries.topics_of(shown),
        "members": queries.members_of(shown, at),
        "acting": queries.acting_bodies(shown),
    }
    return render(request, "bodies/body.html", context)


@require_safe
@public_page(seconds=600)
def areas(request: HttpRequest) -> HttpResponse:
    """Give the outlines of the areas as GeoJSON, the largest first."""
    collection = {"type": "FeatureCollection", "features": queries.area_features()}
    return JsonResponse(collection, content_type="application/geo+json")
