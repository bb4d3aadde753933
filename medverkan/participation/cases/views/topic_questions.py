"""Where staff keep what is asked about each topic."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock
from medverkan.foundation.accounts.access import signed_in
from medverkan.participation.cases import forms, operations, rules
from medverkan.participation.cases.models import TopicQuestion
from medverkan.participation.cases.views.kept_rows import keep

REFUSED = {
    operations.TooManyQuestions: (
        "is_asked",
        gettext_lazy(
            "Four questions are asked about this topic. Ask another one no more first."
        ),
    )
}


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
    return keep(
        request,
        found,
        forms.TopicQuestionForm,
        save=partial(
            operations.save_topic_question,
            question=found,
            actor=request.actor,
            at=clock.now(),
        ),
        title_of_new=_("Write a question"),
        listed="cases:topic_questions",
        refusals=REFUSED,
    )


def _require_keeper(request: HttpRequest) -> None:
    if not rules.may_keep_topic_questions(request.actor):
        raise Http404
