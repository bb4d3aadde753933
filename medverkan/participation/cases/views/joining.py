"""The author's yes or no to joining another proposal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from medverkan.foundation import clock
from medverkan.foundation.design.posting import public_form
from medverkan.participation.cases import operations, queries
from medverkan.participation.cases.models import Case, MergeOffer
from medverkan.participation.cases.views import mine
from medverkan.participation.cases.views.intake import UNREADABLE


@public_form
@never_cache
@require_http_methods(["POST"])
def answer_merge(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Say yes or no to joining; what makes no sense is asked again."""
    said = request.POST.get("svar")
    if said not in ("ja", "nej"):
        return mine.show(request, token, status=UNREADABLE)
    try:
        operations.answer_merge(
            case=queries.by_token(token),
            offer=pk,
            is_accepted=said == "ja",
            at=clock.now(),
        )
    except (Case.DoesNotExist, MergeOffer.DoesNotExist):
        return mine.gone(request)
    except (operations.OfferIsOver, operations.CannotBeJoined):
        return mine.show(request, token, is_too_late=True, status=409)
    return redirect("cases:mine", token)
