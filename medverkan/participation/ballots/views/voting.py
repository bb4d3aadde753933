"""Voting on the web: try, confirm by POST, take back. No script, no cookie."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock
from medverkan.foundation.accounts import eid
from medverkan.foundation.design.caching import public_page
from medverkan.foundation.design.posting import posted, public_form
from medverkan.participation.ballots import (
    limits,
    news,
    operations,
    panels,
    receipts,
    secret_links,
    spool,
    subjects,
    words,
)
from medverkan.participation.ballots.emails import NEWS
from medverkan.participation.ballots.forms import AddressForm, VoteForm
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.ballots.operations import Outcome, Result, Voter
from medverkan.participation.ballots.schemes import NotAnIdentity, Scheme
from medverkan.participation.ballots.views.finding import (
    AWAY,
    ballot_of,
    honest_when_away,
    unchanging,
)

UNREADABLE = 422
# Tells the page after the confirmation that the news have begun.
FOLLOWS = "foljer"


@public_form
@honest_when_away
@public_page(30)
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the form, or receive a try; afterwards the same page for everyone."""
    ballot = ballot_of(uuid)
    if request.method == "POST":
        limits.count(request, what="vote", limit=limits.VOTES)
    form = VoteForm(posted(request), ballot=ballot, offers_news=news.is_offered(ballot))
    if request.method == "POST" and form.is_valid() and _try(request, ballot, form):
        return redirect("ballots:sent", uuid)
    context = {
        "ballot": ballot,
        "subject": subjects.of(ballot),
        "panel": panels.of(ballot, at=clock.now()),
        "form": form,
        **_ways(ballot),
    }
    status = UNREADABLE if form.is_bound else 200
    return render(request, "ballots/vote.html", context, status=status)


def _try(request: HttpRequest, ballot: Ballot, form: VoteForm) -> bool:
    if form.is_by_program:
        return True
    try:
        operations.attempt(ballot=ballot, voter=_voter(request, form), at=clock.now())
    except NotAnIdentity:
        form.add_error("email", words.NOT_READABLE)
        return False
    except (operations.BallotClosed, operations.WrongScheme):
        form.add_error(None, words.NOT_OPEN)
        return False
    return True


def _voter(request: HttpRequest, form: VoteForm) -> Voter:
    return Voter(
        email=form.cleaned_data["email"],
        name=form.cleaned_data.get("name", ""),
        postcode=form.cleaned_data.get("postcode", ""),
        language=get_language() or "sv",
        source=limits.sender_of(request),
        wants_news=form.cleaned_data.get("wants_news", False),
    )


@honest_when_away
@public_page(300)
@require_safe
def sent(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that a letter is on its way, whoever asks and whatever is known of the address."""
    ballot = ballot_of(uuid)
    context = {"ballot": ballot, "subject": subjects.of(ballot)}
    return render(request, "ballots/sent.html", context)


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, uuid: UUID, secret: str) -> HttpResponse:
    """Show the button, or confirm; programs that follow links in letters change nothing."""
    try:
        if request.method == "POST":
            ballot = unchanging(uuid)
            operations.confirm(ballot=ballot, secret=secret, at=clock.now())
            return HttpResponseRedirect(request.path + _begin_news(request, ballot))
        ballot = ballot_of(uuid)
        outcome = operations.outcome_of(
            ballot=ballot, secret_hash=secret_links.hash_of(secret)
        )
        if outcome.result is not Result.WAITING:
            return show_outcome(request, ballot, outcome, secret=secret)
        subject = subjects.of(ballot)
    except AWAY:
        return _confirm_while_away(request, uuid, secret)
    if spool.is_kept(ballot=uuid, secret=secret):
        return render(request, "ballots/spooled.html", {}, status=202)
    context = {
        "subject": subject,
        "is_away": False,
        "news_token": request.GET.get(NEWS, ""),
    }
    return render(request, "ballots/confirm.html", context)


def _begin_news(request: HttpRequest, ballot: Ballot) -> str:
    """Begin the news that were asked for with the vote; return what tells the next page so."""
    asked = request.POST.get(NEWS, "")
    if asked and news.begin(ballot=ballot, token=asked, at=clock.now()):
        return f"?{FOLLOWS}"
    return ""


def _confirm_while_away(request: HttpRequest, uuid: UUID, secret: str) -> HttpResponse:
    if request.method != "POST":
        if spool.is_kept(ballot=uuid, secret=secret):
            return render(request, "ballots/spooled.html", {}, status=202)
        context = {
            "subject": subjects.NOBODYS,
            "is_away": True,
            "news_token": request.GET.get(NEWS, ""),
        }
        return render(request, "ballots/confirm.html", context)
    if len(secret) != secret_links.LENGTH:
        return render(request, "ballots/away.html", {}, status=503)
    at = clock.now()
    try:
        spool.keep(ballot=uuid, secret=secret, at=at)
        spool.keep_news(ballot=uuid, token=request.POST.get(NEWS, ""), at=at)
    except OSError:
        return render(request, "ballots/away.html", {}, status=503)
    return render(request, "ballots/spooled.html", {}, status=202)


def show_outcome(
    request: HttpRequest, ballot: Ballot, outcome: Outcome, *, secret: str = ""
) -> HttpResponse:
    """Tell what became of an attempt, with its receipt where it counts."""
    is_counted = outcome.result is Result.COUNTED
    receipt = ""
    if is_counted and outcome.number:
        receipt = receipts.issue(ballot=ballot, number=outcome.number, at=clock.now())
    context = {
        "ballot": ballot,
        "subject": subjects.of(ballot),
        "heading": words.RESULT_HEADING[outcome.result],
        "text": words.RESULT_TEXT[outcome.result],
        "number": outcome.number.hex if outcome.number else "",
        "receipt": receipt,
        "secret": secret if is_counted else "",
        "panel": panels.of(ballot, at=clock.now()),
        "follows": FOLLOWS in request.GET,
    }
    status = 404 if outcome.result is Result.UNKNOWN else 200
    return render(request, "ballots/outcome.html", context, status=status)


@public_form
@never_cache
@honest_when_away
@require_http_methods(["POST"])
def withdraw_by_secret(request: HttpRequest, uuid: UUID, secret: str) -> HttpResponse:
    """Take back the vote behind the link in the letter."""
    ballot = ballot_of(uuid)
    try:
        outcome = operations.withdraw(ballot=ballot, secret=secret, at=clock.now())
    except operations.BallotClosed:
        return render(request, "ballots/over.html", {"subject": subjects.of(ballot)})
    return show_outcome(request, ballot, outcome)


@public_form
@honest_when_away
@public_page(300)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_to_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for a link by which a vote is taken back; the same page for everyone."""
    ballot = ballot_of(uuid)
    form = AddressForm(posted(request), ballot=ballot)
    if request.method == "POST" and form.is_valid():
        limits.count(request, what="vote", limit=limits.VOTES)
        if _ask(request, ballot, form):
            return redirect("ballots:sent", uuid)
    context = {
        "ballot": ballot,
        "subject": subjects.of(ballot),
        "form": form,
        **_ways(ballot),
    }
    status = UNREADABLE if form.is_bound else 200
    return render(request, "ballots/ask_to_withdraw.html", context, status=status)


def _ways(ballot: Ballot) -> dict[str, bool]:
    """Tell by which way somebody may be known here: by mailbox or by e-ID."""
    takes_email = ballot.scheme == Scheme.EMAIL
    return {
        "takes_email": takes_email,
        "takes_eid": not takes_email and eid.is_available(),
    }


def _ask(request: HttpRequest, ballot: Ballot, form: AddressForm) -> bool:
    voter = _voter(request, form)
    if form.is_by_program or _has_letters_enough(ballot, voter):
        return True
    try:
        operations.ask_to_withdraw(ballot=ballot, voter=voter, at=clock.now())
    except NotAnIdentity:
        form.add_error("email", words.NOT_READABLE)
        return False
    except operations.BallotClosed:
        form.add_error(None, words.NOT_OPEN)
        return False
    return True


def _has_letters_enough(ballot: Ballot, voter: Voter) -> bool:
    """Let nobody fill somebody else's mailbox; the page does not tell."""
    who = f"{ballot.uuid} {voter.email.lower()}"
    return limits.is_over(who, what="withdraw", limit=limits.LETTERS)


@public_form
@never_cache
@honest_when_away
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, uuid: UUID, token: str) -> HttpResponse:
    """Show the button, or take the vote back, behind a link that a new check gave."""
    ballot = ballot_of(uuid)
    subject = subjects.of(ballot)
    if request.method != "POST":
        return render(request, "ballots/withdraw.html", {"subject": subject})
    try:
        outcome = operations.withdraw_by_token(
            ballot=ballot, token=token, at=clock.now()
        )
    except operations.BallotClosed:
        return render(request, "ballots/over.html", {"subject": subject})
    return show_outcome(request, ballot, outcome)
