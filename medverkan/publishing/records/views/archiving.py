"""A closed case as a package for the archive."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from medverkan.foundation import clock, permissions
from medverkan.foundation.accounts.access import has_role
from medverkan.participation.cases import rules as case_rules
from medverkan.participation.cases.models import Case
from medverkan.publishing.records import archiving, rules

_keepers = has_role(*rules.SECOND)


@require_safe
@never_cache
@_keepers
def package(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Give the package of a closed case to those who keep the authority's records."""
    case = get_object_or_404(
        Case.objects.select_related("authority", "body", "pathway", "topic"),
        reference=reference,
        authority__slug=slug,
    )
    permissions.require(
        rules.may_see_retention(request.actor, case.authority)
        and not case_rules.is_disqualified(request.actor, case)
    )
    try:
        content = archiving.package(case, at=clock.now())
    except archiving.NotClosed:
        raise Http404 from None
    name = f"{slug}-{reference}.zip"
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
