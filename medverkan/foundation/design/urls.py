"""Urls of the gallery."""

from django.urls import path

from medverkan.foundation.design import views

app_name = "design"
urlpatterns = [path("", views.component_gallery, name="gallery")]
