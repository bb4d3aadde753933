"""Three steps in: say it, see what it is, how to reach you. Nothing is lost on the way."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from medverkan.foundation import clock
from medverkan.foundation import text as texts
from medverkan.foundation.design.posting import posted, public_form
from medverkan.foundation.files.refusals import FileRefused
from medverkan.participation.ballots.limits import sender_of
from medverkan.participation.cases import (
    asking,
    easy,
    intake,
    one_by_one,
    operations,
    own_data,
    quarantine,
    queries,
    sending,
    sorting,
    suspicion,
    ways,
)
from medverkan.participation.cases.forms import (
    AboutForm,
    AnswersForm,
    SayForm,
    SenderForm,
)
from medverkan.participation.cases.models import Draft, Party, Suspect
from medverkan.participation.cases.states import Channel
from medverkan.reference.pathways.models import Pathway
from medverkan.reference.pathways.queries import NothingInForce

UNREADABLE = 422


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest) -> HttpResponse:
    """Show step one, or take its text on to step two; nothing is written yet."""
    form = SayForm(posted(request), initial={"slag": request.GET.get("slag")})
    if request.method == "POST" and form.is_valid():
        return _show_about(request, _first_about(**form.cleaned_data))
    is_easy = easy.is_chosen(request)
    count = one_by_one.expected_count(at=clock.now()) if is_easy else 0
    return show(request, "cases/say.html", form, count=count)


@public_form
@never_cache
@require_http_methods(["POST"])
def about(request: HttpRequest) -> HttpResponse:
    """Take step two: the draft is written and step three begins."""
    form = intake.about_form(request.POST, request.FILES, at=clock.now())
    try:
        secret = sending.secret_of(request.POST.get("token", ""))
    except sending.TokenRefused:
        return _show_about(request, form, token_expired=True)
    if not form.is_valid():
        return _show_about(request, form, token=request.POST["token"])
    if easy.is_chosen(request):
        return _begin(request, form, secret)
    try:
        file = intake.store_file(form, at=clock.now())
    except FileRefused as refused:
        form.add_error("file", refused.message)
        return _show_about(request, form, token=request.POST["token"])
    draft = operations.save_draft(
        token=secret, content=intake.content_of(form), file=file, at=clock.now()
    )
    asks_more = not draft.case_id and intake.asked_of(draft)
    following = "cases:questions" if asks_more else "cases:sender"
    return redirect(easy.step(request, following, secret))


def _begin(request: HttpRequest, form: AboutForm, secret: str) -> HttpResponse:
    """Write the draft with what is known, and ask for the rest one thing at a time."""
    content = intake.plain(form.cleaned_data, one_by_one.FIRST_KEPT)
    operations.save_draft(token=secret, content=content, at=clock.now())
    following = one_by_one.TEXT if "back" in request.POST else one_by_one.PLACE
    return redirect(easy.step(request, "cases:question", secret, following.slug))


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask what is asked about the topic, if anything is, and go on to step three."""
    draft = draft_or_gone(request, secret)
    if isinstance(draft, HttpResponse):
        return draft
    if easy.is_chosen(request):
        return redirect(easy.step(request, "cases:look_through", secret))
    asked = intake.asked_of(draft)
    if not asked:
        return redirect(easy.step(request, "cases:sender", secret))
    form = AnswersForm(
        posted(request), questions=asked, initial=intake.answers_of(draft)
    )
    if form.is_valid():
        answers = {"answers": form.answers()}
        operations.save_draft(token=secret, content=answers, at=clock.now())
        return redirect(easy.step(request, "cases:sender", secret))
    context = {
        "body": intake.controller_of(draft),
        "draft": draft.content,
        "topic": asked[0].topic,
        "secret": secret,
    }
    return show(request, "cases/questions.html", form, **context)


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_about(request: HttpRequest, secret: str) -> HttpResponse:
    """Show step two again for a draft."""
    draft = draft_or_gone(request, secret)
    if isinstance(draft, HttpResponse):
        return draft
    if easy.is_chosen(request):
        kind = one_by_one.KIND.slug
        return redirect(easy.step(request, "cases:question", secret, kind))
    form = intake.about_form(None, None, initial=draft.content, at=clock.now())
    return _show_about(request, form, token=sending.token_around(secret))


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sender(request: HttpRequest, secret: str) -> HttpResponse:
    """Show step three, or send."""
    draft = draft_or_gone(request, secret)
    if isinstance(draft, HttpResponse):
        return draft
    if easy.is_chosen(request):
        return redirect(easy.step(request, "cases:look_through", secret))
    try:
        rule_set = intake.rule_set_of(draft, at=clock.now())
    except NothingInForce:
        return redirect(easy.step(request, "cases:change_about", secret))
    if intake.has_questions_left(draft):
        return redirect(easy.step(request, "cases:questions", secret))
    form = SenderForm(
        posted(request),
        initial={
            "answer_by": Party.Answer.EMAIL,
            **one_by_one.answers_about_sender(draft),
        },
        rule_set=rule_set,
        spots=intake.spots_of(draft),
    )
    if request.method == "POST" and form.is_valid():
        send(request, draft, form, secret, rule_set.pathway)
        return redirect(reverse("cases:mine", args=[secret]) + "?skickat")
    authority = intake.controller_of(draft)
    context = {
        "body": authority,
        "draft": draft.content,
        "answered": asking.answered(intake.asked_of(draft), intake.answers_of(draft)),
        "secret": secret,
        "rule_set": rule_set,
        "controller": own_data.responsible(authority),
    }
    return show(request, "cases/sender.html", form, **context)


def send(
    request: HttpRequest,
    draft: Draft,
    form: SenderForm,
    secret: str,
    pathway: Pathway,
) -> None:
    """Send a draft: a case, or held back where it looks like spam."""
    at = clock.now()
    said = intake.said_in(draft, form, pathway=pathway)
    signs = suspicion.signs_of(
        title=said.title,
        text=said.text,
        trap=form.cleaned_data["website"],
        pace=at - draft.made_at,
        is_flood=suspicion.is_flood(sender_of(request), at=at),
    )
    operations.receive(
        said=said,
        sender=intake.sender_in(form, language=get_language()),
        channel=Channel.WEB,
        signs=signs,
        actor=request.actor,
        at=at,
        token=secret,
    )


def _first_about(text: str, slag: str) -> AboutForm:
    now = clock.now()
    suggestion = sorting.suggest(text, at=now)
    wanted = ways.wanted(slag, at=now)
    initial = {
        "text": text,
        "title": texts.title_of(text),
        "pathway": wanted or suggestion.pathway,
        "topic": suggestion.topic,
        "area": suggestion.area,
    }
    return intake.about_form(None, None, initial=initial, at=now)


def _show_about(
    request: HttpRequest,
    form: AboutForm,
    *,
    token: str = "",
    token_expired: bool = False,
) -> HttpResponse:
    text = form["text"].value() or ""
    context = {
        "token": token or sending.new_token(),
        "token_expired": token_expired,
        "text": text,
        "elsewhere": ways.elsewhere(clock.now()),
        "hints": sorting.hints(text, at=clock.now()),
        "similar": sorting.already_said(text, place=form["place"].value() or None),
    }
    template = "cases/about.html"
    if easy.is_chosen(request):
        one_by_one.ask_first(form)
        template, context = (
            "cases/first_question.html",
            context
            | {
                "number": 2,
                "count": one_by_one.expected_count(at=clock.now()),
            },
        )
    return may_ask_where(show(request, template, form, **context))


def may_ask_where(page: HttpResponse) -> HttpResponse:
    """Let the browser be asked on this page where somebody is, and only by a button."""
    page["Permissions-Policy"] = "camera=(), geolocation=(self), microphone=()"
    return page


def show(
    request: HttpRequest, template: str, form: Form, **context: Any
) -> HttpResponse:
    """Show a step, in easy words to those who chose them."""
    is_easy = easy.is_chosen(request)
    if is_easy:
        easy.simplify(form)
    status = UNREADABLE if form.is_bound else 200
    context |= {"form": form, "is_easy": is_easy}
    return render(request, template, context, status=status)


def draft_or_gone(request: HttpRequest, secret: str) -> Draft | HttpResponse:
    """Return the draft, or the page to show instead: it is sent already, or erased."""
    try:
        draft = queries.draft_by_token(secret, at=clock.now())
    except Draft.DoesNotExist:
        if _is_held(secret):
            return redirect("cases:mine", secret)
        return render(request, "cases/draft_gone.html", {}, status=410)
    if draft.case_id:
        return redirect("cases:mine", secret)
    return draft


def _is_held(secret: str) -> bool:
    try:
        quarantine.by_token(secret)
    except Suspect.DoesNotExist:
        return False
    return True
