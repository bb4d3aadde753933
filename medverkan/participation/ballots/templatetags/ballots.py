"""`{% load ballots %}`: the counting panel on a page of a room above."""

from __future__ import annotations

from typing import Any

from django import template

from medverkan.foundation import clock
from medverkan.participation.ballots import panels, words
from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.models import Ballot

register = template.Library()


@register.inclusion_tag("ballots/parts/panel.html")
def counting_panel(ballot: Ballot, panel: panels.Panel | None = None) -> dict[str, Any]:
    """Draw the panel of a ballot; lists pass the panels that they asked for at once."""
    return {"panel": panel or panels.of(ballot, at=clock.now()), "is_here": False}


@register.filter
def grouped(number: str) -> str:
    """Write a long number in groups of four, to read aloud or copy."""
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4))


@register.filter
def channel_word(channel: str) -> Any:
    """Say by which channel an attempt came."""
    return words.CHANNEL[Channel(channel)]


@register.filter
def alarm_word(reason: str) -> Any:
    """Say what an alarm found."""
    return words.ALARM.get(reason, reason)
