"""The demo municipality: real kinds of bodies on the pattern of Borås, invented people."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import SYSTEM
from medverkan.reference.bodies.models import Body
from medverkan.reference.bodies.operations.addresses import import_addresses
from medverkan.reference.bodies.operations.imports import import_organisation
from medverkan.reference.bodies.operations.rights import assign_role, set_languages

FOLDER = Path(__file__).resolve().parent.parent / "demo"


@transaction.atomic
def load_demo(*, at: dt.datetime) -> list[User]:
    """
    Load the demo organisation and its users, whose roles begin at `at`; return the users.

    Loading it again changes nothing.
    """
    organisation = (FOLDER / "organisation.json").read_bytes()
    outcome = import_organisation(
        content=organisation, is_dry_run=False, actor=SYSTEM, at=at
    )
    assert not outcome.problems, outcome.problems
    listed = import_addresses(
        content=(FOLDER / "addresses.csv").read_bytes(),
        is_dry_run=False,
        actor=SYSTEM,
        at=at,
    )
    assert not listed.problems, listed.problems
    rows = json.loads((FOLDER / "users.json").read_text(encoding="utf-8"))
    return [_load_user(row, at) for row in rows]


def _load_user(row: dict[str, Any], at: dt.datetime) -> User:
    user = User.objects.filter(email__iexact=row["email"]).first()
    if user is not None:
        return user
    user = User(email=row["email"], name=row["name"], language=row["language"])
    user.set_unusable_password()
    user.save()
    set_languages(user=user, languages=row["languages"], actor=SYSTEM, at=at)
    for held in row["roles"]:
        body = Body.objects.get(slug=held["body"]) if "body" in held else None
        assign_role(user=user, role=held["role"], body=body, actor=SYSTEM, at=at)
    return user
