"""Pages of administrators and strategists: bodies and topics."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.design import seen
from medverkan.foundation.design.posting import posted
from medverkan.reference.bodies import forms, operations
from medverkan.reference.bodies.models import Body, Topic
from medverkan.reference.bodies.roles import Role

_keepers_only = has_role(Role.ADMINISTRATOR, Role.STRATEGIST)


@require_safe
@_keepers_only
def bodies(request: HttpRequest) -> HttpResponse:
    """List all bodies."""
    rows = Body.objects.select_related("authority").order_by("kind", "slug")
    return render(request, "bodies/bodies.html", {"bodies": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@_keepers_only
def new_body(request: HttpRequest) -> HttpResponse:
    """Set up a body."""
    form = forms.NewBodyForm(posted(request))
    if form.is_valid():
        created = operations.create_body(
            **form.facts(), actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The body is set up."))
        return redirect("bodies:edit_body", created.slug)
    return _form_page(request, _("Set up a body"), form, back="bodies:bodies")


@require_http_methods(["GET", "HEAD", "POST"])
@_keepers_only
def edit_body(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the facts about a body."""
    body = get_object_or_404(Body.objects.select_related("authority"), slug=slug)
    initial = forms.BodyForm.initial_of(body)
    form = forms.BodyForm(posted(request), initial=initial, body=body)
    seen.mark(form)
    is_stale = seen.is_stale(form)
    if not is_stale and form.is_valid():
        facts = form.facts() | _own_authority(body, form)
        operations.update_body(body=body, **facts, actor=request.actor, at=clock.now())
        messages.success(request, _("Your changes are saved."))
        return redirect("bodies:edit_body", slug)
    return _form_page(
        request,
        body.name,
        form,
        back="bodies:bodies",
        is_stale=is_stale,
        close_form=None if body.end_date else forms.CloseBodyForm(),
        body=body,
    )


def _own_authority(body: Body, form: forms.BodyForm) -> dict[str, Any]:
    return {"authority": body if body.is_authority else form.cleaned_data["authority"]}


@require_http_methods(["POST"])
@_keepers_only
def close_body(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a body end, or say what must move first."""
    body = get_object_or_404(Body, slug=slug)
    form = forms.CloseBodyForm(request.POST)
    if form.is_valid():
        try:
            operations.close_body(
                body=body, **form.cleaned_data, actor=request.actor, at=clock.now()
            )
        except operations.BodyStillAnswers:
            why = _(
                "Move its topics to another body first, and close those acting for it."
            )
            messages.error(request, why)
        else:
            messages.success(request, _("The body ends with that day."))
    else:
        messages.error(request, _("Choose a last day."))
    return redirect("bodies:edit_body", slug)


@require_safe
@_keepers_only
def topics(request: HttpRequest) -> HttpResponse:
    """List all topics with who answers."""
    rows = Topic.objects.select_related("body", "parent").order_by("place", "slug")
    return render(request, "bodies/topics.html", {"topics": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@_keepers_only
def new_topic(request: HttpRequest) -> HttpResponse:
    """Write a topic."""
    form = forms.NewTopicForm(posted(request), at=clock.now())
    if form.is_valid():
        operations.create_topic(**form.facts(), actor=request.actor, at=clock.now())
        messages.success(request, _("The topic is saved."))
        return redirect("bodies:topics")
    return _form_page(request, _("Write a topic"), form, back="bodies:topics")


@require_http_methods(["GET", "HEAD", "POST"])
@_keepers_only
def edit_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a topic, or let another body answer it."""
    topic = get_object_or_404(Topic.objects.select_related("body", "parent"), slug=slug)
    at = clock.now()
    initial = forms.TopicForm.initial_of(topic)
    form = forms.TopicForm(posted(request), initial=initial, at=at, topic=topic)
    seen.mark(form)
    is_stale = seen.is_stale(form)
    if not is_stale and form.is_valid():
        operations.update_topic(topic=topic, **form.facts(), actor=request.actor, at=at)
        messages.success(request, _("Your changes are saved."))
        return redirect("bodies:topics")
    return _form_page(
        request, topic.name, form, back="bodies:topics", is_stale=is_stale
    )


def _form_page(
    request: HttpRequest,
    heading: Any,
    form: Any,
    *,
    back: str,
    is_stale: bool = False,
    **more: Any,
) -> HttpResponse:
    context = {
        "heading": heading,
        "form": form,
        "back": back,
        "close_form": None,
        "body": None,
        **more,
    }
    status = 422 if form.is_bound else 200
    if is_stale:
        status = seen.CONFLICT
    return render(request, "bodies/organisation_form.html", context, status=status)
