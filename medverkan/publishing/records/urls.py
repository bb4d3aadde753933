"""Addresses of the room."""

from django.urls import path

from medverkan.publishing.records.views import (
    archiving,
    asking,
    handouts,
    retention,
)

app_name = "records"

_RETENTION = "arbetsyta/gallring/<slug:slug>/"

_REQUESTS = "arbetsyta/utlamnande/<slug:slug>/"
_REQUEST = f"{_REQUESTS}<int:pk>/"

urlpatterns = [
    path("begar-ut-handling/skriv/", asking.ask, name="ask"),
    path("begar-ut-handling/tack/", asking.asked, name="asked"),
    path("arbetsyta/utlamnande/", handouts.start, name="requests"),
    path(_REQUESTS, handouts.index, name="requests_of"),
    path(f"{_REQUESTS}anteckna/", handouts.note, name="note_request"),
    path(_REQUEST, handouts.request_page, name="request"),
    path(f"{_REQUEST}lagg-till/<str:reference>/", handouts.add, name="add_to_request"),
    path(f"{_REQUEST}valj/<int:item>/", handouts.choose, name="choose_item"),
    path(f"{_REQUEST}lamna-ut/", handouts.hand_out, name="hand_out"),
    path(f"{_REQUEST}avsla/", handouts.refuse, name="refuse_request"),
    path(f"{_REQUEST}aterta/", handouts.take_back, name="take_back_request"),
    path(f"{_REQUEST}handlingar/", handouts.papers, name="papers"),
    path(f"{_REQUEST}beslut/", handouts.decision, name="refusal"),
    path(
        "arbetsyta/arkiv/<slug:slug>/<str:reference>/",
        archiving.package,
        name="archive_package",
    ),
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
