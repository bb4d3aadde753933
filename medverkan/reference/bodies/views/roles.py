"""Pages about rights: who holds which role; administrators give and end them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from medverkan.foundation import clock, permissions
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.design.posting import posted
from medverkan.foundation.permissions import NotPermitted
from medverkan.reference.bodies import forms, operations, queries, rules
from medverkan.reference.bodies.roles import Role


@require_http_methods(["GET", "HEAD", "POST"])
@has_role(Role.ADMINISTRATOR, Role.STRATEGIST)
def roles(request: HttpRequest) -> HttpResponse:
    """List who holds which role; give one on POST."""
    at = clock.now()
    permissions.require(rules.may_see_roles(request.actor))
    may_assign = rules.may_assign_roles(request.actor)
    form = forms.RoleForm(posted(request), at=at) if may_assign else None
    if form is not None and form.is_valid():
        return _assign(request, form)
    context = {
        "assignments": queries.roles_held(at),
        "form": form,
        "may_assign": may_assign,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "bodies/roles.html", context, status=status)


def _assign(request: HttpRequest, form: forms.RoleForm) -> HttpResponse:
    try:
        operations.assign_role(**form.facts(), actor=request.actor, at=clock.now())
    except NotPermitted:
        why = _("Nobody makes oneself administrator. Ask another administrator.")
        messages.error(request, why)
    else:
        messages.success(request, _("The role is given."))
    return redirect("bodies:roles")


@require_POST
@has_role(Role.ADMINISTRATOR)
def end_role(request: HttpRequest) -> HttpResponse:
    """End a role now, named by person, role and body; ending it twice is ending it once."""
    at = clock.now()
    held = queries.roles_held(at).filter(
        user__email__iexact=request.POST.get("email", ""),
        role=request.POST.get("role", ""),
        body__slug=request.POST.get("body") or None,
    )
    for assignment in held:
        operations.end_role(assignment=assignment, actor=request.actor, at=at)
    messages.success(request, _("The role has ended."))
    return redirect("bodies:roles")
