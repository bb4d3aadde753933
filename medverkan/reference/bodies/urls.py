"""Addresses of the room's pages."""

from django.urls import path

from medverkan.reference.bodies.views import (
    closures,
    cover,
    organisation,
    public,
    roles,
)

app_name = "bodies"

urlpatterns = [
    path("vem-ansvarar/", public.responsibilities, name="responsibilities"),
    path("vem-ansvarar/<slug:slug>/", public.body, name="body"),
    path("omraden.geojson", public.areas, name="areas"),
    path("arbetsyta/organisation/", organisation.bodies, name="bodies"),
    path("arbetsyta/organisation/organ/nytt/", organisation.new_body, name="new_body"),
    path(
        "arbetsyta/organisation/organ/<slug:slug>/",
        organisation.edit_body,
        name="edit_body",
    ),
    path(
        "arbetsyta/organisation/organ/<slug:slug>/avsluta/",
        organisation.close_body,
        name="close_body",
    ),
    path("arbetsyta/organisation/amnen/", organisation.topics, name="topics"),
    path(
        "arbetsyta/organisation/amnen/nytt/", organisation.new_topic, name="new_topic"
    ),
    path(
        "arbetsyta/organisation/amnen/<slug:slug>/",
        organisation.edit_topic,
        name="edit_topic",
    ),
    path("arbetsyta/stangt/", closures.closures, name="closures"),
    path("arbetsyta/stangt/<int:pk>/", closures.take_back, name="take_back_closure"),
    path("arbetsyta/franvaro/", cover.cover, name="cover"),
    path("arbetsyta/franvaro/avsluta/", cover.end_cover, name="end_cover"),
    path("arbetsyta/organisation/roller/", roles.roles, name="roles"),
    path("arbetsyta/organisation/roller/avsluta/", roles.end_role, name="end_role"),
]
