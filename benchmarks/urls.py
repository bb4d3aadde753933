"""The site's own urls, and one view that does nothing, to measure the others against."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from medverkan.foundation.design.caching import public_page
from medverkan.site import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@public_page(60)
def bare(_request: HttpRequest) -> HttpResponse:
    """Answer with a few bytes: what server and middleware cost by themselves."""
    return HttpResponse("Hej!")


urlpatterns = [path("bare/", bare), *urls.urlpatterns]
