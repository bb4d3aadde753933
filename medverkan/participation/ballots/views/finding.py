"""Finding the ballot of a page, and what is shown when the database is away."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from medverkan.participation.ballots.models import Ballot

AWAY = (OperationalError, InterfaceError)
View = Callable[..., HttpResponse]


def ballot_of(uuid: UUID) -> Ballot:
    """
    Return the ballot.

    :raises Http404: there is none
    """
    try:
        return Ballot.objects.get(uuid=uuid)
    except Ballot.DoesNotExist:
        raise Http404 from None


@lru_cache(maxsize=4096)
def unchanging(uuid: UUID) -> Ballot:
    """
    Return the ballot with those fields only that can never change, asked for once a process.

    Any other field is read afresh from the database when it is asked for.

    :raises Http404: there is none
    """
    found = Ballot.objects.only("uuid", "kind", "scheme").filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


def honest_when_away(view: View) -> View:
    """Say that new votes cannot be received now, when the database is away."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except AWAY:
            response = render(request, "ballots/away.html", {}, status=503)
            response["Retry-After"] = "120"
            return response

    return wrapped
