"""The form on paper: a page to print, and the same as PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from medverkan.foundation import clock
from medverkan.foundation.design.caching import public_page
from medverkan.participation.cases import paper_form
from medverkan.participation.cases.paper_form import PaperForm


@public_page(3600)
@require_safe
def page(request: HttpRequest, pathway: str = "") -> HttpResponse:
    """Show the form as it is printed, with the way to the file and to other forms."""
    context = {
        "form": _form_of(pathway),
        "slug": pathway,
        "others": [
            rule_set
            for rule_set in paper_form.printable(clock.now())
            if rule_set.pathway.slug != pathway
        ],
    }
    return render(request, "cases/paper_form.html", context)


@public_page(3600)
@require_safe
def as_pdf(request: HttpRequest, pathway: str = "") -> HttpResponse:
    """Give the form as a file to print."""
    made = paper_form.as_pdf(_form_of(pathway))
    name = f"blankett-{pathway or 'skriv-till-oss'}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _form_of(slug: str) -> PaperForm:
    at = clock.now()
    if not slug:
        return paper_form.of(None, at=at)
    rule_set = paper_form.rule_set_of(slug, at=at)
    if rule_set is None:
        raise Http404
    return paper_form.of(rule_set, at=at)
