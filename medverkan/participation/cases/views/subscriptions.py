"""Letters on what is new of a kind, without an account or a cookie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock
from medverkan.foundation.design.caching import public_page
from medverkan.foundation.design.posting import public_form
from medverkan.participation.ballots import limits
from medverkan.participation.cases import operations
from medverkan.participation.cases.following import asked
from medverkan.participation.cases.following.queries import subscription_of
from medverkan.participation.cases.forms import SubscribeForm
from medverkan.participation.cases.views.following import ASKED_AT_MOST, tag_in
from medverkan.participation.cases.views.intake import UNREADABLE


@public_form
@public_page(60)
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Show the form with the list's filters, or receive an address."""
    if request.method != "POST":
        form = SubscribeForm(initial=request.GET.dict())
        return render(request, "cases/subscribe.html", {"form": form})
    limits.count(request, what="follow", limit=ASKED_AT_MOST)
    form = SubscribeForm(request.POST)
    if not form.is_valid():
        return render(
            request, "cases/subscribe.html", {"form": form}, status=UNREADABLE
        )
    if not form.is_by_program:
        operations.ask_to_subscribe(
            query=form.query,
            email=form.cleaned_data["email"],
            language=get_language() or "sv",
            at=clock.now(),
        )
    return redirect("cases:subscribe_sent")


@public_page(300)
@require_safe
def subscribe_sent(request: HttpRequest) -> HttpResponse:
    """Say that a letter is on its way, whoever asks and whatever is known of the address."""
    return render(request, "cases/subscribe_sent.html", {})


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscription(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Show the button by which an address confirms that it wants the letters, or do it."""
    tag = tag_in(token)
    found = subscription_of(tag, pk)
    if found is None:
        return redirect("cases:follows", token)
    if request.method == "POST":
        operations.confirm_subscription(tag=tag, pk=pk, at=clock.now())
        return redirect("cases:follows", token)
    context = {"what": asked.in_words(found.query), "token": token}
    return render(request, "cases/subscription.html", context)


# The token is the permission; a mail program that asks for the reader (RFC 8058) has no other.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Ask whether to stop the letters of one subscription, and stop them on POST."""
    tag = tag_in(token)
    found = subscription_of(tag, pk)
    is_done = request.method == "POST" or found is None
    if request.method == "POST":
        operations.end_subscription(tag=tag, pk=pk, at=clock.now())
    context = {
        "what": asked.in_words(found.query) if found else "",
        "is_done": is_done,
        "token": token,
    }
    return render(request, "cases/unsubscribe.html", context)
