"""Addresses of the pages that belong to no single room."""

from django.urls import path

from medverkan.site import views
from medverkan.site.texts import TEXTS

app_name = "site"

urlpatterns = [
    path("", views.home, name="home"),
    path("sok/", views.search, name="search"),
    *(
        path(address, views.text_page, {"page": template}, name=name)
        for name, address, template, _label in TEXTS
    ),
]
