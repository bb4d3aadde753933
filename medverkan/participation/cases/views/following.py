"""Follow a case without an account or a cookie: ask, confirm by POST, choose, stop."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock
from medverkan.foundation.design.caching import public_page
from medverkan.foundation.design.posting import posted, public_form
from medverkan.participation.ballots import limits
from medverkan.participation.cases import operations, rules
from medverkan.participation.cases.following import asked, links
from medverkan.participation.cases.following.queries import (
    followed_by,
    follower_of,
    subscriptions_of,
)
from medverkan.participation.cases.forms import FollowForm, FrequencyForm
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.views import readers
from medverkan.participation.cases.views.intake import UNREADABLE

# In ten minutes from one network: enough for a library, too little to fill mailboxes.
ASKED_AT_MOST = 60


@public_form
@public_page(60)
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the form, or receive an address; afterwards the same page for everyone."""
    case = readers.published(reference)
    may_follow = rules.may_be_followed(case)
    form = FollowForm(posted(request))
    if request.method == "POST" and may_follow:
        limits.count(request, what="follow", limit=ASKED_AT_MOST)
        if form.is_valid():
            _ask(case, form)
            return redirect("cases:follow_sent", reference)
    status = UNREADABLE if form.is_bound else 200
    context = {"case": case, "form": form, "may_follow": may_follow}
    return render(request, "cases/follow.html", context, status=status)


def _ask(case: Case, form: FollowForm) -> None:
    if not form.is_by_program:
        operations.ask_to_follow(
            case=case,
            email=form.cleaned_data["email"],
            frequency=form.cleaned_data["frequency"],
            language=get_language() or "sv",
            at=clock.now(),
        )


@public_page(300)
@require_safe
def follow_sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that a letter is on its way, whoever asks and whatever is known of the address."""
    return render(
        request, "cases/follow_sent.html", {"case": readers.published(reference)}
    )


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_choice(request: HttpRequest, token: str, reference: str) -> HttpResponse:
    """Show the button by which an address confirms that it follows, or do it."""
    tag = tag_in(token)
    follower = follower_of(tag, reference)
    if follower is None:
        return _show(request, token, gone=True)
    form = FrequencyForm(posted(request), initial={"frequency": follower.frequency})
    if request.method == "POST" and form.is_valid():
        operations.choose(
            case=follower.case,
            tag=tag,
            frequency=form.cleaned_data["frequency"],
            at=clock.now(),
        )
        return redirect("cases:follows", token)
    context = {"follower": follower, "form": form, "token": token}
    status = UNREADABLE if form.is_bound else 200
    return render(request, "cases/follow_choice.html", context, status=status)


@never_cache
@require_safe
def follows(request: HttpRequest, token: str) -> HttpResponse:
    """Show everything that an address follows, each with the way to change and to stop."""
    tag_in(token)
    return _show(request, token)


# The token is the permission, and a mail program that asks for the reader (RFC 8058)
# has neither cookie nor token of a form.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unfollow(request: HttpRequest, token: str, reference: str) -> HttpResponse:
    """Ask whether to stop news of one case, and stop it on POST."""
    tag = tag_in(token)
    follower = follower_of(tag, reference)
    if request.method == "POST" and follower is not None:
        operations.stop_following(tag=tag, case=follower.case, at=clock.now())
    return _stopped(request, token, follower.case if follower else None)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unfollow_all(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to stop news of everything, and stop it on POST."""
    tag = tag_in(token)
    if request.method == "POST":
        operations.stop_following(tag=tag, case=None, at=clock.now())
    return _stopped(request, token, None, all_of_it=True)


def tag_in(token: str) -> str:
    """Return the address tag in a letter's link; not found where we did not make it."""
    try:
        return links.address_tag_of(token)
    except links.TokenRefused as error:
        raise Http404 from error


def _show(request: HttpRequest, token: str, *, gone: bool = False) -> HttpResponse:
    tag = links.address_tag_of(token)
    context = {
        "followed": followed_by(tag),
        "subscribed": [
            {"row": one, "what": asked.in_words(one.query)}
            for one in subscriptions_of(tag)
        ],
        "token": token,
        "is_gone": gone,
    }
    return render(request, "cases/follows.html", context)


def _stopped(
    request: HttpRequest, token: str, case: Case | None, *, all_of_it: bool = False
) -> HttpResponse:
    tag = links.address_tag_of(token)
    left = [*followed_by(tag), *subscriptions_of(tag)]
    context = {
        "case": case,
        "all_of_it": all_of_it,
        "is_done": request.method == "POST" or (case is None and not all_of_it),
        "left_count": len(left),
        "token": token,
    }
    return render(request, "cases/unfollow.html", context)
