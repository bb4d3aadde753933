"""The interface put together: its parts, and what becomes of what goes wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from medverkan.foundation.design.errors import TooManyRequests
from medverkan.publishing.api.v1 import (
    cases,
    figures,
    handing_in,
    own,
    problems,
    reference,
)

interface = NinjaAPI(
    title="Medverkan",
    version="1",
    urls_namespace="api_v1",
    docs_url=None,
    openapi_url=None,
)
# The fixed address first: a reference could be anything.
for part in (own, cases, handing_in, reference, figures):
    interface.add_router("", part.router)


@interface.exception_handler(problems.Refused)
def refused(request: HttpRequest, refusal: problems.Refused) -> HttpResponse:
    """Tell what we refuse ourselves."""
    return problems.answer(refusal.status, detail=refusal.detail, errors=refusal.errors)


@interface.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Tell what does not have the shape that the document asks for."""
    return problems.answer(422, errors=problems.faults_of(error.errors))


@interface.exception_handler(HttpError)
def not_read(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Tell that no key was shown, or that the body is not JSON."""
    return problems.answer(error.status_code)


@interface.exception_handler(TooManyRequests)
def too_many(request: HttpRequest, error: TooManyRequests) -> HttpResponse:
    """Tell that the key is used too often."""
    return problems.too_many(error.retry_after)
