"""Public pages: the same bytes for everyone, so that any cache may keep them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    set_response_etag,
)

View = Callable[..., HttpResponseBase]


def public_page(seconds: int = 60) -> Callable[[View], View]:
    """
    Mark a view's answers as public for this many seconds.

    `PublicPages` then sets the headers last of all middleware, so that what another
    one adds (a cookie, `Vary: Cookie`) cannot make the page private or leak into a
    shared cache. Only successful answers to GET and HEAD are marked.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            if request.method in ("GET", "HEAD") and response.status_code == 200:
                response.public_for = seconds  # type: ignore[attr-defined]  # our mark
            return response

        return marked

    return decorate


class PublicPages:
    """Give marked answers their headers and an ETag; everything else stays private."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        seconds = getattr(response, "public_for", None)
        if seconds is None:
            if not response.has_header("Cache-Control"):
                patch_cache_control(response, private=True, no_store=True)
            return response
        response.cookies.clear()
        _forget_cookie_in_vary(response)
        patch_cache_control(
            response, public=True, max_age=seconds, stale_while_revalidate=seconds
        )
        if not response.streaming and not response.has_header("ETag"):
            set_response_etag(response)
        return (
            get_conditional_response(
                request, etag=response.get("ETag"), response=response
            )
            or response
        )


def _forget_cookie_in_vary(response: HttpResponseBase) -> None:
    kept = [
        name
        for name in response.get("Vary", "").split(",")
        if name.strip() and name.strip().lower() != "cookie"
    ]
    if kept:
        response["Vary"] = ", ".join(name.strip() for name in kept)
    elif response.has_header("Vary"):
        del response["Vary"]
