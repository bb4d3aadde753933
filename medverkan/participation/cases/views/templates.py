"""Reply templates: a list of those of one's bodies, and each with its languages."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medverkan.foundation import clock
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.design.posting import posted
from medverkan.foundation.text.numbers import whole_number
from medverkan.participation.cases import (
    desk,
    forms,
    operations,
    rules,
    staff_queries,
    wording,
)
from medverkan.participation.cases.models import ReplyTemplate
from medverkan.participation.cases.operations.templates import (
    NameTaken,
    TemplateChanged,
    TemplateText,
)
from medverkan.participation.cases.views.intake import UNREADABLE

CONFLICT = 409
_staff = has_role(*desk.HANDLERS)


@_staff
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the templates of the bodies where the actor works."""
    context = {
        "templates": staff_queries.templates_seen_by(request.actor),
        "may_write": rules.bodies_to_write_for(request.actor).exists(),
    }
    return render(request, "cases/templates.html", context)


@_staff
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a template."""
    form = forms.NewTemplateForm(
        posted(request), bodies=rules.bodies_to_write_for(request.actor)
    )
    if form.is_valid():
        try:
            template = operations.write_template(
                body=form.cleaned_data["body"],
                what=_what(form),
                actor=request.actor,
                at=clock.now(),
            )
        except NameTaken:
            form.add_error("name", _("There is a template with this name already."))
        else:
            messages.success(request, _("Saved. Somebody else has to approve it."))
            return redirect("cases:template", template.slug)
    return _page(request, form, status=UNREADABLE if form.is_bound else 200)


@_staff
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, slug: str) -> HttpResponse:
    """Show and change a template; what was typed is kept if somebody else was first."""
    found = _find(request, slug)
    form = forms.TemplateForm(
        posted(request), initial=forms.TemplateForm.initial_of(found)
    )
    status = UNREADABLE if form.is_bound else 200
    if form.is_valid():
        try:
            operations.rewrite_template(
                template=found,
                what=_what(form),
                version=form.cleaned_data["version"] or 0,
                actor=request.actor,
                at=clock.now(),
            )
        except NameTaken:
            form.add_error("name", _("There is a template with this name already."))
        except TemplateChanged:
            form.add_error(None, _("Somebody else has written in it meanwhile."))
            status = CONFLICT
        else:
            messages.success(request, _("Saved. Somebody else has to approve it."))
            return redirect("cases:template", slug)
    return _page(request, form, found, status=status)


@_staff
@require_POST
def decide(request: HttpRequest, slug: str) -> HttpResponse:
    """Approve a template, or retire it."""
    found = _find(request, slug)
    at = clock.now()
    if "retire" in request.POST:
        operations.retire_template(template=found, actor=request.actor, at=at)
        messages.success(request, _("The template is not offered any more."))
        return redirect("cases:templates")
    try:
        operations.approve_template(
            template=found,
            version=whole_number(request.POST.get("version", "")) or 0,
            actor=request.actor,
            at=at,
        )
    except TemplateChanged:
        messages.error(request, _("Somebody else has written in it meanwhile."))
    else:
        messages.success(request, _("Approved. Your colleagues can answer with it."))
    return redirect("cases:template", slug)


def _what(form: forms.TemplateForm) -> TemplateText:
    return TemplateText(
        name=form.cleaned_data["name"],
        text=form.text,
        topic=form.cleaned_data["topic"],
    )


def _find(request: HttpRequest, slug: str) -> ReplyTemplate:
    found = staff_queries.templates_seen_by(request.actor).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest,
    form: forms.TemplateForm,
    found: ReplyTemplate | None = None,
    *,
    status: int,
) -> HttpResponse:
    context = {
        "form": form,
        "template": found,
        "fields": {name: label for name, (label, _value) in wording.FIELDS.items()},
        "may_write": found is None
        or rules.may_write_template(request.actor, found.body_id),
        "may_approve": found is not None
        and rules.may_approve_template(request.actor, found),
    }
    return render(request, "cases/template.html", context, status=status)
