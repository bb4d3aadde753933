"""Demo content of the register: a short classification structure."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import transaction

from medverkan.reference.register.models import ClassCode

FILE = Path(__file__).resolve().parent.parent / "demo" / "classes.json"


@transaction.atomic
def load_demo() -> None:
    """Load the classes of the demo municipality; loading them again changes nothing."""
    for code, name in json.loads(FILE.read_text(encoding="utf-8")).items():
        ClassCode.objects.update_or_create(code=code, defaults={"name": name})
