"""Addresses of files; the public ones are those of `MEDIA_URL`."""

from django.urls import path

from medverkan.foundation.files import views

app_name = "files"

urlpatterns = [
    path("fil/<str:name>/", views.download, name="download"),
    path("media/<path:path>", views.public_copy, name="public_copy"),
]
