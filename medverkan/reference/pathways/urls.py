"""Addresses of the room: Swedish for people, English names for code."""

from __future__ import annotations

from django.urls import path

from medverkan.reference.pathways.views import (
    assignments,
    editor,
    population,
    public,
    refusal_grounds,
    simulation,
    switching,
)

app_name = "pathways"

urlpatterns = [
    path("sa-kan-du-paverka/", public.ways, name="ways"),
    path("sa-kan-du-paverka/<slug:slug>/", public.way, name="way"),
    path("sa-kan-du-paverka/<slug:slug>/tidigare/", public.past, name="past"),
    path(
        "sa-kan-du-paverka/<slug:slug>/blankett/", public.paper_form, name="paper_form"
    ),
    path("inflytandevagar/", public.influence, name="matrix"),
    path("inflytandevagar/vagar.csv", public.ways_csv, name="ways_csv"),
    path("inflytandevagar/uppdrag.csv", public.areas_csv, name="areas_csv"),
    path("arbetsyta/vagar/", editor.pathways, name="editor"),
    path("arbetsyta/vagar/fran-forlaga/", editor.from_preset, name="from_preset"),
    path("arbetsyta/vagar/invanare/", population.population, name="population"),
    path("arbetsyta/vagar/skal/", refusal_grounds.grounds, name="grounds"),
    path("arbetsyta/vagar/skal/nytt/", refusal_grounds.ground, name="new_ground"),
    path("arbetsyta/vagar/skal/<slug:code>/", refusal_grounds.ground, name="ground"),
    path("arbetsyta/vagar/jamfor/", simulation.compare, name="compare"),
    path("arbetsyta/vagar/simulera/", simulation.simulate, name="simulate"),
    path("arbetsyta/vagar/byten/", switching.switch_overs, name="switch_overs"),
    path("arbetsyta/vagar/byten/<int:pk>/", switching.switch_over, name="switch_over"),
    path("arbetsyta/vagar/byten/<int:pk>/avbryt/", switching.call_off, name="call_off"),
    path("arbetsyta/vagar/vag/<slug:slug>/", editor.pathway, name="pathway"),
    path("arbetsyta/vagar/vag/<slug:slug>/ny/", editor.draft, name="draft"),
    path(
        "arbetsyta/vagar/vag/<slug:slug>/tidigare/",
        switching.import_petitions,
        name="import_petitions",
    ),
    path(
        "arbetsyta/vagar/vag/<slug:slug>/gamla-adresser/",
        switching.old_paths,
        name="old_paths",
    ),
    path(
        "arbetsyta/vagar/vag/<slug:slug>/<int:version>/",
        editor.rule_set,
        name="rule_set",
    ),
    path(
        "arbetsyta/vagar/vag/<slug:slug>/<int:version>/andra/",
        editor.change,
        name="change",
    ),
    path(
        "arbetsyta/vagar/vag/<slug:slug>/<int:version>/anta/",
        editor.adopt,
        name="adopt",
    ),
    path(
        "arbetsyta/vagar/vag/<slug:slug>/<int:version>/kasta/",
        editor.discard,
        name="discard",
    ),
    path("arbetsyta/uppdrag/", assignments.assignments, name="assignments"),
    path("arbetsyta/uppdrag/ansvar/", assignments.responsibility, name="new_area"),
    path(
        "arbetsyta/uppdrag/ansvar/<slug:slug>/",
        assignments.responsibility,
        name="responsibility",
    ),
    path("arbetsyta/uppdrag/<int:pk>/avsluta/", assignments.end, name="end"),
    path("arbetsyta/uppdrag/andra-vagar/", assignments.other_ways, name="other_ways"),
    path("arbetsyta/uppdrag/andra-vagar/ny/", assignments.other_way, name="new_way"),
    path(
        "arbetsyta/uppdrag/andra-vagar/<slug:slug>/",
        assignments.other_way,
        name="other_way",
    ),
]
