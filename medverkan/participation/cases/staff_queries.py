"""Reads of what officers keep for their work: reply templates and filtered lists."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import rules
from medverkan.participation.cases.models import ReplyTemplate, Selection


def templates_seen_by(actor: Actor) -> QuerySet[ReplyTemplate]:
    """Return the reply templates of the bodies where the actor works, by name."""
    seen = ReplyTemplate.objects.filter(retired_at__isnull=True)
    held = actor.bodies_with(*rules.HANDLERS)
    if None not in held:
        seen = seen.filter(body__in=held)
    return seen.select_related("body", "topic", "written_by", "approved_by").order_by(
        "name", "pk"
    )


def templates_for(
    *body_ids: int, authority_ids: Iterable[int]
) -> QuerySet[ReplyTemplate]:
    """Return what may be put into answers from these bodies: approved, theirs or their board's."""
    return ReplyTemplate.objects.filter(
        Q(body__in=body_ids) | Q(body__in=authority_ids),
        approved_at__isnull=False,
        retired_at__isnull=True,
    ).order_by("name", "pk")


def selections_of(actor: Actor) -> list[Selection]:
    """Return the filtered lists that the actor keeps, by name."""
    return list(Selection.objects.filter(user=actor.user_id).order_by("name"))
