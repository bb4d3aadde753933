"""The addresses of Open311: a list, a definition, service requests and how to find us."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock
from medverkan.foundation.audit.once import SentTwiceDiffering, once
from medverkan.foundation.design.caching import public_page
from medverkan.foundation.design.errors import TOO_LARGE, TooManyRequests
from medverkan.publishing.api import keys, operations
from medverkan.publishing.api.models import ApiKey
from medverkan.publishing.api.open311 import formats, offered, posting, reading
from medverkan.publishing.api.open311.refusals import Refused, as_rows, not_found

FORM = ("application/x-www-form-urlencoded", "multipart/form-data")
View = Callable[..., HttpResponse]


def open311(view: View) -> View:
    """Check the jurisdiction, and tell refusals in the standard's own words and codes."""

    @wraps(view)
    def wrapped(request: HttpRequest, format: str, **kwargs: Any) -> HttpResponse:
        try:
            _check_jurisdiction(request)
            response = view(request, format=format, **kwargs)
        except Refused as refused:
            response = _refuse(refused, format)
        except TOO_LARGE:
            too_large = Refused(_("The request is too large"), status=413)
            response = _refuse(too_large, format)
        except (BadRequest, MultiPartParserError):
            response = _refuse(Refused(_("The request cannot be read")), format)
        # Anyone's page may read what anyone may read.
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return wrapped


@public_page(300)
@require_safe
@open311
def services(request: HttpRequest, format: str) -> HttpResponse:
    """List what can be reported."""
    at = clock.now()
    rules = offered.rule_set(at)
    rows = [offered.as_row(service, rules=rules) for service in offered.services(at)]
    return formats.answer(format, root="services", each="service", rows=rows)


@public_page(300)
@require_safe
@open311
def definition(request: HttpRequest, format: str, code: str) -> HttpResponse:
    """Tell what is asked about one service."""
    at = clock.now()
    service = offered.service_of(code, at=at)
    row = offered.definition(service, rules=offered.rule_set(at))
    return formats.answer_one(format, root="service_definition", row=row)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def requests(request: HttpRequest, format: str) -> HttpResponseBase:
    """List published fault reports, or take one in."""
    if request.method == "POST":
        return _take_in(request, format=format)
    return _list(request, format=format)


@public_page(60)
@open311
def _list(request: HttpRequest, format: str) -> HttpResponse:
    filters = reading.filters_of(request.GET, at=clock.now())
    rows = reading.service_requests(filters)
    return formats.answer(format, root="service_requests", each="request", rows=rows)


@public_page(60)
@require_safe
@open311
def one_request(request: HttpRequest, format: str, reference: str) -> HttpResponse:
    """Show one published fault report."""
    rows = [reading.service_request(reference)]
    return formats.answer(format, root="service_requests", each="request", rows=rows)


@require_safe
@open311
def token(request: HttpRequest, format: str, token: str) -> HttpResponse:
    """Say that there are no tokens: the id is told at once."""
    raise not_found(
        _("There are no tokens here: the service_request_id is told at once.")
    )


@public_page(3600)
@require_safe
@open311
def discovery(request: HttpRequest, format: str) -> HttpResponse:
    """Tell other systems where the interface is and what it speaks."""
    start = settings.SITE_URL + reverse("api:open311_services", args=[formats.JSON])
    url = start.removesuffix("services.json")
    contact = settings.MUNICIPALITY["email"]
    row = {
        "changeset": "2026-11-22T00:00:00Z",
        "contact": contact,
        "key_service": contact,
        "endpoints": [
            {
                "specification": "http://wiki.open311.org/GeoReport_v2",
                "url": url,
                "changeset": "2026-11-22T00:00:00Z",
                "type": "production",
                "formats": [formats.CONTENT_TYPE[each] for each in formats.FORMATS],
            }
        ],
    }
    return formats.answer_one(format, root="discovery", row=row)


@open311
def _take_in(request: HttpRequest, format: str) -> HttpResponse:
    if request.content_type not in FORM:
        raise Refused(_("Send the arguments as application/x-www-form-urlencoded."))
    at = clock.now()
    key = _key(request)
    code = request.POST.get("service_code", "").strip()
    if not code:
        raise Refused(_("service_code was not provided."))
    service = offered.service_of(code, at=at)
    rules = offered.rule_set(at)
    assert rules is not None  # or there would be no service
    _count(key)
    operations.note_use(key, at=at)

    def lodge() -> str:
        return posting.take_in(
            request.POST, service=service, rules=rules, at=at
        ).reference

    reference = _once(request, key, lodge)
    row = {
        "service_request_id": reference,
        "service_notice": _("We have received your report and will read it."),
        "account_id": None,
    }
    return formats.answer(format, root="service_requests", each="request", rows=[row])


def _once(request: HttpRequest, key: ApiKey, lodge: Callable[[], str]) -> str:
    sent = request.headers.get("Idempotency-Key", "")
    if not sent:
        return lodge()
    payload = {name: v for name, v in request.POST.items() if name != "api_key"}
    try:
        return once(
            key=f"{key.pk}:{sent}",
            operation="api.open311",
            payload=payload,
            do=lodge,
            at=clock.now(),
        )
    except SentTwiceDiffering:
        raise Refused(
            _("The Idempotency-Key was used before with other arguments."), status=409
        ) from None


def _key(request: HttpRequest) -> ApiKey:
    sent = request.POST.get("api_key") or request.GET.get("api_key")
    try:
        return keys.key_of(sent or keys.secret_in(request))
    except keys.UnknownKey:
        raise Refused(_("The api_key is missing or not valid."), status=403) from None


def _count(key: ApiKey) -> None:
    try:
        keys.count_writing(key, at=clock.now())
    except TooManyRequests:
        raise Refused(
            _("Too many requests within a minute. Wait and try again."), status=429
        ) from None


def _refuse(refused: Refused, format: str) -> HttpResponse:
    return formats.answer(
        format,
        root="errors",
        each="error",
        rows=as_rows(refused),
        status=refused.status,
    )


def _check_jurisdiction(request: HttpRequest) -> None:
    """:raises Refused: it asks for another municipality (404)"""
    asked = request.GET.get("jurisdiction_id") or request.POST.get("jurisdiction_id")
    if asked and asked != settings.OPEN311_JURISDICTION_ID:
        raise not_found(_("There is no jurisdiction with this jurisdiction_id here."))
