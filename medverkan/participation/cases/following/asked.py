"""What a subscription asks for, in words."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from medverkan.participation.cases import directory
from medverkan.participation.cases.forms.subscriptions import WhatForm


def in_words(query: str) -> str:
    """Return what a subscription asks for, in the active language."""
    form = WhatForm(QueryDict(query))
    filters = form.filters
    named = [
        (directory.topics, filters.topic_id),
        (directory.bodies, filters.body_id),
        (directory.areas, filters.area_id),
        (directory.pathways, filters.pathway_id),
    ]
    said = [str(rows()[pk]) for rows, pk in named if pk]
    if form.word:
        said.append(f"”{form.word}”")
    return " · ".join(said) or _("Everything new")
