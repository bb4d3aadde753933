"""Addresses of the pages that belong to no single room."""

from django.urls import path

from medverkan.site import views

app_name = "site"

urlpatterns = [
    path("", views.home, name="home"),
]
