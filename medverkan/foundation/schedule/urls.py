"""The staff page about workers and their work."""

from __future__ import annotations

from django.urls import path

from medverkan.foundation.schedule import views

app_name = "schedule"

urlpatterns = [
    path("arbetsyta/drift/jobb/", views.service, name="service"),
    path("arbetsyta/drift/jobb/<str:name>/kor/", views.run_now, name="run_now"),
]
