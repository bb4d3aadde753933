"""Pages about letters: unsubscribing for everyone, previews and print queue for staff."""

from __future__ import annotations

from django.urls import path

from medverkan.foundation.notices import views

app_name = "notices"

urlpatterns = [
    path("avanmal/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
