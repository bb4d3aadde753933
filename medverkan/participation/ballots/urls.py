"""Urls of the room, under /rost/."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "ballots"


def later(_request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Answer nothing yet."""
    return HttpResponse(status=204)


urlpatterns = [
    path("<uuid:uuid>/bekrafta/<str:secret>/", later, name="confirm"),
    path("<uuid:uuid>/ta-tillbaka/<str:token>/", later, name="withdraw"),
]
