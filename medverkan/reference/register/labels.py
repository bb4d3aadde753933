"""Codes in the room's events, in words."""

from __future__ import annotations

from collections.abc import Collection

from medverkan.foundation.audit import sentences
from medverkan.reference.register.models import LegalHold


def _grounds(values: Collection[str]) -> dict[str, str]:
    known = dict(LegalHold.Ground.choices)
    return {value: str(known[value]) for value in values if value in known}


sentences.label("hold_ground", _grounds)
