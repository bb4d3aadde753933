"""What machines ask every site for: where they may look, and whom to tell of a weakness."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from medverkan.foundation import clock
from medverkan.foundation.design.caching import public_page

# Behind a secret or a sign-in: nothing here is found by searching. It hides nothing; the pages
# themselves say noindex and ask who is there.
_NOT_FOR_SEARCH = ("/arbetsyta/", "/konto/", "/mitt-arende/", "/folj/", "/skriv/")
_CODES = tuple(code for code, _name in settings.LANGUAGES)
_GOOD_FOR = dt.timedelta(days=180)


@public_page(3600)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer what search engines need not visit (RFC 9309), in every language."""
    prefixes = ["" if code == settings.LANGUAGE_CODE else f"/{code}" for code in _CODES]
    lines = ["User-agent: *"]
    lines += [f"Disallow: {p}{path}" for p in prefixes for path in _NOT_FOR_SEARCH]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@public_page(3600)
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Answer whom to tell of a weakness, in which languages, and until when (RFC 9116)."""
    expires = (clock.now() + _GOOD_FOR).replace(minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.MUNICIPALITY['email']}",
        f"Expires: {expires.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(_CODES)}",
        f"Canonical: {settings.SITE_URL}{reverse('security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
