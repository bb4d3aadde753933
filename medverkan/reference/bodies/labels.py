"""How bodies are named in the sentences of events."""

from __future__ import annotations

from collections.abc import Collection

from medverkan.foundation.audit import sentences
from medverkan.reference.bodies.models import Body


def register() -> None:
    """Have bodies and authorities named instead of numbered, `from_body` and such too."""
    sentences.label("body", _names)
    sentences.label("authority", _names)


def _names(ids: Collection[int]) -> dict[int, str]:
    return {body.pk: str(body.name) for body in Body.objects.filter(pk__in=ids)}
