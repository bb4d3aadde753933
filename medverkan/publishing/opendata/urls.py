"""Addresses of open data."""

from django.urls import path

from medverkan.publishing.opendata import views

app_name = "opendata"

urlpatterns = [
    path("oppna-data/", views.index, name="index"),
    path("oppna-data/dcat.rdf", views.dcat, name="catalogue"),
    path("arenden.csv", views.cases_csv, name="cases_csv"),
    path("arenden.json", views.cases_json, name="cases_json"),
]
