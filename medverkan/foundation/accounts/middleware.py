"""`request.actor` for every view, and a way in for whom a page is refused."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from medverkan.foundation import clock
from medverkan.foundation.accounts import access, actors
from medverkan.foundation.permissions import NotPermitted


class ActorMiddleware:
    """
    Gives the request its actor, built at the first reading and once.

    A page that was made with a session in view is never given to a shared cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined] # ours to set
            lambda: actors.actor_of_request(request, clock.now())
        )
        response = self.get_response(request)
        if request.session.accessed and hasattr(response, "public_for"):
            del response.public_for
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Let a reader who is not signed in do so; others get the page for 403."""
        if isinstance(exception, NotPermitted) and access.may_sign_in(request):
            return access.sign_in_first(request)
        return None
