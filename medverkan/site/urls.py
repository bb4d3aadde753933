"""Root urls: the only place that composes the rooms' urls."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from medverkan.site import csp, machines
from medverkan.site.health import Health

handler400 = "medverkan.foundation.design.errors.bad_request"
handler403 = "medverkan.foundation.design.errors.forbidden"
handler404 = "medverkan.foundation.design.errors.not_found"
handler429 = "medverkan.foundation.design.errors.too_many"
handler500 = "medverkan.foundation.design.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("halsa/", Health.as_view(), name="health"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("csp-rapport/", csp.report, name="csp_report"),
    path("api/v1/", include("medverkan.publishing.api.v1.urls")),
    path("", include("medverkan.foundation.files.urls")),
    path("", include("medverkan.foundation.accounts.callback_urls")),
    *i18n_patterns(
        path("rost/", include("medverkan.participation.ballots.urls")),
        path("design/", include("medverkan.foundation.design.urls")),
        path("", include("medverkan.foundation.accounts.urls")),
        path("", include("medverkan.reference.pathways.urls")),
        path("", include("medverkan.foundation.schedule.urls")),
        path("", include("medverkan.foundation.notices.urls")),
        path("", include("medverkan.publishing.opendata.urls")),
        path("", include("medverkan.publishing.api.urls")),
        path("", include("medverkan.publishing.records.urls")),
        path("", include("medverkan.participation.doors.urls")),
        path("", include("medverkan.participation.cases.urls")),
        path("", include("medverkan.site.pages")),
        path("", include("medverkan.reference.bodies.urls")),
        path("", include("medverkan.reference.register.urls")),
        prefix_default_language=False,
    ),
]
