"""Ask the author of what is published, and answer as the author, without an account."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock
from medverkan.foundation.design.caching import public_page
from medverkan.foundation.design.posting import posted, public_form
from medverkan.participation.cases import operations, queries, rules
from medverkan.participation.cases.forms import AnswerQuestionForm, PutQuestionForm
from medverkan.participation.cases.models import AuthorQuestion, Case
from medverkan.participation.cases.states import QuestionState
from medverkan.participation.cases.views import mine, readers
from medverkan.participation.cases.views.intake import UNREADABLE


@public_form
@public_page(60)
@require_http_methods(["GET", "HEAD", "POST"])
def put_question(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the form, or receive a question; afterwards the same page for everyone."""
    return readers.take(
        request,
        _case(reference),
        PutQuestionForm(posted(request)),
        operation=operations.put_question,
        template="cases/put_question.html",
        sent="cases:question_sent",
    )


@public_page(300)
@require_safe
def question_sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that the question is received, and what happens with it."""
    return render(request, "cases/question_sent.html", {"case": _case(reference)})


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_question(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Let the author answer a question, by the secret link; sent twice, it is answered once."""
    try:
        case = queries.by_token(token)
        question = case.author_questions.exclude(state=QuestionState.WAITING).get(pk=pk)
    except (Case.DoesNotExist, AuthorQuestion.DoesNotExist):
        return mine.gone(request)
    if question.state != QuestionState.SENT:
        return redirect("cases:mine", token)
    form = AnswerQuestionForm(posted(request))
    if form.is_valid():
        text = form.cleaned_data["text"]
        operations.answer_question(case=case, question=pk, text=text, at=clock.now())
        return redirect("cases:mine", token)
    context = {"case": case, "token": token, "question": question, "form": form}
    status = UNREADABLE if form.is_bound else 200
    return render(request, "cases/answer_question.html", context, status=status)


def _case(reference: str) -> Case:
    case = readers.published(reference)
    if not rules.may_be_asked_about(case):
        raise Http404
    return case
