"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from medverkan.participation.doors.views import greetings, mailboxes

app_name = "doors"

urlpatterns = [
    path("arbetsyta/drift/brevlador/", mailboxes.mailboxes, name="mailboxes"),
    path("arbetsyta/drift/brevlador/<slug:slug>/las/", mailboxes.switch, name="switch"),
    path("arbetsyta/autosvar/", greetings.index, name="greetings"),
    path("arbetsyta/autosvar/<slug:slug>/", greetings.of_authority, name="greeting"),
    path(
        "arbetsyta/autosvar/<slug:slug>/<int:version>/godkann/",
        greetings.approve,
        name="approve",
    ),
]
