"""`{% load accounts %}`: what the sign-in pages show beside allauth's forms."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.shortcuts import resolve_url
from django.utils.translation import get_language

from medverkan.foundation import clock
from medverkan.foundation.accounts import browsers, demo, eid

register = template.Library()


@register.simple_tag
def eid_name() -> str:
    """Return the name of the e-ID that one may sign in with, or nothing."""
    return settings.EID["name"] if eid.is_available() else ""


@register.simple_tag(takes_context=True)
def staff_start(context: template.Context) -> str:
    """Return the address of the workspace for those who work there, else nothing."""
    if not context["request"].actor.is_staff:
        return ""
    return resolve_url(settings.STAFF_LOGIN_REDIRECT_URL)


@register.simple_tag
def language_code() -> str:
    """Return the language of the page, for the way back from the e-ID."""
    return get_language() or settings.LANGUAGE_CODE


@register.inclusion_tag("accounts/demo_persons.html", takes_context=True)
def demo_persons(context: template.Context) -> dict[str, Any]:
    """List the demo persons to sign in as; nothing outside a demo."""
    return {
        "is_demo": settings.DEMO,
        "persons": demo.persons(clock.now()),
        "csrf_token": context["csrf_token"],
        "redirect_field": context["redirect_field"],
    }


@register.filter
def browser(user_agent: str) -> str:
    """Write `Firefox, Windows` for what the browser says about itself."""
    return browsers.name_of(user_agent)
