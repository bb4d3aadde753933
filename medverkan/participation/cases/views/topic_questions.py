"""Where staff keep what is asked about each topic."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock
from medverkan.foundation.accounts.access import signed_in
from medverkan.foundation.design import seen
from medverkan.foundation.design.posting import posted
from medverkan.participation.cases import forms, operations, rules
from medverkan.participation.cases.models import TopicQuestion
from medverkan.participation.cases.views.intake import UNREADABLE


@signed_in
@never_cache
@require_safe
def topic_questions(request: HttpRequest) -> HttpResponse:
    """List what is asked about each topic."""
    _require_keeper(request)
    rows = TopicQuestion.objects.select_related("topic").order_by(
        "topic__place", "topic__slug", "place", "pk"
    )
    return render(request, "cases/topic_questions.html", {"rows": rows})


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_topic_question(request: HttpRequest) -> HttpResponse:
    """Write a question."""
    _require_keeper(request)
    return _form_page(request, None)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def topic_question(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a question, or ask it no more."""
    _require_keeper(request)
    return _form_page(request, get_object_or_404(TopicQuestion, code=slug))


def _form_page(request: HttpRequest, found: TopicQuestion | None) -> HttpResponse:
    initial = forms.TopicQuestionForm.initial_of(found) if found else None
    form = forms.TopicQuestionForm(posted(request), initial=initial)
    seen.mark(form)
    is_stale = seen.is_stale(form)
    if not is_stale and form.is_valid() and _saved(request, found, form):
        messages.success(request, _("Saved."))
        return redirect("cases:topic_questions")
    status = UNREADABLE if form.is_bound else 200
    context = {"form": form, "question": found}
    return render(
        request,
        "cases/topic_question.html",
        context,
        status=seen.CONFLICT if is_stale else status,
    )


def _saved(
    request: HttpRequest, found: TopicQuestion | None, form: forms.TopicQuestionForm
) -> bool:
    try:
        operations.save_topic_question(
            question=found, actor=request.actor, at=clock.now(), **form.facts()
        )
    except operations.TooManyQuestions:
        form.add_error(
            "is_asked",
            _(
                "Four questions are asked about this topic. Ask another one no more first."
            ),
        )
        return False
    return True


def _require_keeper(request: HttpRequest) -> None:
    if not rules.may_keep_topic_questions(request.actor):
        raise Http404
