"""Posts: what was sent, and the guard of public forms, which have neither session nor token."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.views.decorators.csrf import csrf_exempt

from medverkan.foundation.design import errors

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
# What a form sends; none at all is a post without content, such as of a button.
_FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data", "")


def comes_from_here(request: HttpRequest) -> bool:
    """
    Tell whether a browser sent the request from a page of this site.

    Every current browser says where a post comes from, in Sec-Fetch-Site and in
    Origin. What says neither is no browser, and carries nobody's session along.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        return site in ("same-origin", "none") or _is_trusted(origin)
    if origin is None:
        return True
    return _host_of(origin) == request.get_host() or _is_trusted(origin)


def posted(request: HttpRequest) -> QueryDict | None:
    """
    Return what a form sent, for the form to be bound to: also where that is nothing at all.

    None where nothing was posted, and the form is only shown.
    """
    return request.POST if request.method == "POST" else None


def public_form(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Let the view take forms without a CSRF token, but only from our own pages."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in SAFE_METHODS:
            if not comes_from_here(request):
                return errors.foreign_post(request)
            if request.content_type not in _FORM_TYPES:
                return errors.no_form(request)
        return view(request, *args, **kwargs)

    return guarded


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # what is no address at all, such as http://[
        return ""


def _is_trusted(origin: str | None) -> bool:
    return origin is not None and origin in settings.CSRF_TRUSTED_ORIGINS
