"""Urls of the gallery."""

from django.urls import path

from medverkan.foundation.design import views

app_name = "design"
urlpatterns = [
    path("", views.component_gallery, name="gallery"),
    path("arbetsyta/", views.example_workspace, name="workspace"),
    path("arbetsyta/<int:place>/", views.example_workspace, name="workspace_opened"),
    path("fel/<str:name>/", views.example_error, name="error"),
]
