"""Addresses of the pages that belong to no single room."""

from django.urls import path

from medverkan.site import csp, plain, views
from medverkan.site.texts import TEXTS

app_name = "site"

urlpatterns = [
    path("", views.home, name="home"),
    path("sok/", views.search, name="search"),
    path("arbetsyta/drift/webblasare/", csp.reports, name="csp_reports"),
    path("tillganglighet/", plain.accessibility, name="accessibility"),
    path(
        "tillganglighet/beratta/",
        plain.report_accessibility,
        name="report_accessibility",
    ),
    path("personuppgifter/", plain.personal_data, name="personal_data"),
    *(
        path(address, plain.text_page, {"page": template}, name=name)
        for name, address, template, _label in TEXTS
        if template
    ),
]
