"""The site's own urls, and one view that does nothing, to measure the others against."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from medverkan.foundation.design.caching import public_page
from medverkan.foundation.design.posting import public_form
from medverkan.site import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@public_page(60)
def bare(_request: HttpRequest) -> HttpResponse:
    """Answer with a few bytes: what server and middleware cost by themselves."""
    return HttpResponse("Hej!")


@public_form
def bare_insert(_request: HttpRequest) -> HttpResponse:
    """Insert one row in the shortest way there is: what a vote is measured against."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_row (number) VALUES (%s)", [1])
    return HttpResponse("Hej!")


urlpatterns = [
    path("bare/", bare),
    path("bare-insert/", bare_insert),
    *urls.urlpatterns,
]
