"""Addresses of the room."""

from django.urls import path

from medverkan.publishing.records.views import retention

app_name = "records"

_RETENTION = "arbetsyta/gallring/<slug:slug>/"

urlpatterns = [
    path("arbetsyta/gallring/", retention.start, name="retention"),
    path(_RETENTION, retention.authority, name="retention_of"),
    path(f"{_RETENTION}regel/", retention.record_rule, name="record_rule"),
    path(f"{_RETENTION}regel/<int:pk>/avsluta/", retention.end_rule, name="end_rule"),
    path(f"{_RETENTION}lista/", retention.make_list, name="make_list"),
    path(f"{_RETENTION}<int:pk>/", retention.run, name="run"),
    path(f"{_RETENTION}<int:pk>/csv/", retention.protocol_csv, name="protocol_csv"),
    path(f"{_RETENTION}<int:pk>/godkann/", retention.approve, name="approve_run"),
    path(f"{_RETENTION}<int:pk>/kasta/", retention.cancel, name="cancel_run"),
]
