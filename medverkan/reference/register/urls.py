"""Addresses of the register's pages."""

from django.urls import path

from medverkan.reference.register import views

app_name = "register"

_RECORD = "arbetsyta/diariet/<slug:slug>/<int:year>/<int:number>/"

urlpatterns = [
    path("arbetsyta/diariet/", views.registers, name="registers"),
    path("arbetsyta/diariet/<slug:slug>/", views.day, name="day"),
    path("arbetsyta/diariet/<slug:slug>/csv/", views.day_as_csv, name="day_as_csv"),
    path(_RECORD, views.record, name="record"),
    path(f"{_RECORD}formulera/", views.word, name="word"),
    path(f"{_RECORD}sekretess/", views.mark, name="mark"),
    path(f"{_RECORD}avsluta/", views.close, name="close"),
    path(f"{_RECORD}oppna/", views.reopen, name="reopen"),
    path(f"{_RECORD}bevara/", views.hold, name="hold"),
    path(f"{_RECORD}bevara/<int:pk>/havs/", views.lift_hold, name="lift_hold"),
]
