"""The steps of the intake with one question on a page: ask, look through, send."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from medverkan.foundation import clock
from medverkan.foundation.design.posting import posted, public_form
from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.files.refusals import FileRefused
from medverkan.participation.cases import easy, intake, one_by_one, own_data
from medverkan.participation.cases.models import Draft
from medverkan.participation.cases.one_by_one import Question, Step
from medverkan.participation.cases.views.intake import (
    UNREADABLE,
    draft_or_gone,
    may_ask_where,
    send,
    show,
)

# In the address of a question that one came to from looking through.
CHANGE = "andra"


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, secret: str, slug: str) -> HttpResponse:
    """Ask one question, or keep its answer and go to the next one, or back."""
    draft = draft_or_gone(request, secret)
    if isinstance(draft, HttpResponse):
        return draft
    at = clock.now()
    asked = one_by_one.questions(draft, at=at)
    current = _found(slug, [*asked, one_by_one.TOPIC])
    if current is None:
        return redirect(_look_through(secret))
    form = one_by_one.form_for(
        current, draft, data=posted(request), files=request.FILES or None, at=at
    )
    if not form.is_bound:
        return _ask(request, draft, secret, form, current, asked)
    file = _stored(form, current)
    if form.is_valid():
        draft = one_by_one.keep(current, draft, form, secret=secret, file=file, at=at)
    elif not _goes_back_without_answer(request, current):
        return _ask(request, draft, secret, form, current, asked)
    return redirect(_following(request, secret, current, draft))


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look_through(request: HttpRequest, secret: str) -> HttpResponse:
    """Show every question with its answer to be changed, or send."""
    draft = draft_or_gone(request, secret)
    if isinstance(draft, HttpResponse):
        return draft
    at = clock.now()
    asked = one_by_one.questions(draft, at=at)
    left = one_by_one.first_left(draft, asked=asked, at=at)
    if left is not None:
        return redirect(_address(secret, left))
    trap = {"website": request.POST.get("website", "")}
    form = one_by_one.sender_form(draft, asked=asked, data=trap, at=at)
    rule_set = intake.rule_set_of(draft, at=at)
    if request.method == "POST" and form.is_valid():
        send(request, draft, form, secret, rule_set.pathway)
        return redirect(reverse("cases:mine", args=[secret]) + "?skickat")
    authority = intake.controller_of(draft)
    context = {
        "form": form,
        "answers": one_by_one.look_through(draft, asked=asked, at=at),
        "body": authority,
        "controller": own_data.responsible(authority),
        "rule_set": rule_set,
        "secret": secret,
    }
    status = UNREADABLE if request.method == "POST" else 200
    return render(request, "cases/look_through.html", context, status=status)


def _ask(
    request: HttpRequest,
    draft: Draft,
    secret: str,
    form: Form,
    current: Question,
    asked: list[Question],
) -> HttpResponse:
    first = form[current.fields[0]]
    is_about = current.step is Step.ABOUT
    context = {
        "question": current,
        "first": first,
        "number": asked.index(current) + 1 if current in asked else 0,
        "count": len(asked),
        "has_back": current is not asked[0],
        "about_topic": current.step is Step.MORE,
        "file": draft.file if current is one_by_one.PICTURE else None,
        "secret": secret,
        "usual_step": "cases:change_about" if is_about else "cases:sender",
    }
    page = show(request, "cases/question.html", form, **context)
    return may_ask_where(page) if current is one_by_one.PLACE else page


def _found(slug: str, asked: list[Question]) -> Question | None:
    return next((each for each in asked if each.slug == slug), None)


def _stored(form: Form, current: Question) -> StoredFile | None:
    """Store the picture that was sent; what is wrong with it is an error of the form."""
    if current is not one_by_one.PICTURE or not form.is_valid():
        return None
    try:
        return intake.store_file(form, at=clock.now())
    except FileRefused as refused:
        form.add_error("file", refused.message)
        return None


def _goes_back_without_answer(request: HttpRequest, current: Question) -> bool:
    """Tell whether somebody goes back from a question that nothing was written to."""
    return "back" in request.POST and not any(
        request.POST.get(name) for name in current.fields
    )


def _following(
    request: HttpRequest, secret: str, current: Question, draft: Draft
) -> str:
    asked = one_by_one.questions(draft, at=clock.now())
    if CHANGE in request.GET or current not in asked:
        return _look_through(secret)
    place = asked.index(current) + (-1 if "back" in request.POST else 1)
    if place == len(asked):
        return _look_through(secret)
    return _address(secret, asked[max(place, 0)])


def _address(secret: str, question: Question) -> str:
    path = reverse("cases:question", args=[secret, question.slug])
    return easy.in_words(path, easy=True)


def _look_through(secret: str) -> str:
    return easy.in_words(reverse("cases:look_through", args=[secret]), easy=True)
