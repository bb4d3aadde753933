"""The steps of the intake in templates: their addresses, in the words that the reader chose."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from medverkan.participation.cases import easy

register = template.Library()


@register.simple_tag(takes_context=True)
def step(context: template.Context, name: str, *args: str) -> str:
    """Return the address of a step, in the words that the reader chose."""
    return easy.step(context["request"], name, *args)


@register.inclusion_tag("cases/parts/easy_switch.html", takes_context=True)
def easy_switch(
    context: template.Context, name: str = "", *args: str
) -> dict[str, Any]:
    """
    Offer the step in easy words, or in the usual ones.

    Without a `name` the step came of a form: the form `step` is sent again, by a button after it.
    """
    is_easy = easy.is_chosen(context["request"])
    path = reverse(name or "cases:say", args=args)
    return {
        "is_easy": is_easy,
        "is_in_form": not name,
        "url": easy.in_words(path, easy=not is_easy),
    }
