"""Pages about letters."""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from medverkan.foundation import clock
from medverkan.foundation.notices import letters, operations, tags


# The token is the permission, and a mail program that asks for the reader (RFC 8058)
# has neither cookie nor token of a form.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to stop a kind of letter, and stop it on POST."""
    try:
        letter = letters.get(tags.read_unsubscribe_token(token)[0])
    except (signing.BadSignature, letters.UnknownLetter):
        return render(request, "notices/unsubscribe_unknown.html", {}, status=404)
    if request.method == "POST":
        operations.decline(token=token, at=clock.now())
    context = {"subject": letter.subject, "is_done": request.method == "POST"}
    return render(request, "notices/unsubscribe.html", context)
