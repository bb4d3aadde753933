"""What Django calls us for: guards and cursors around a migrate, and system checks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from medverkan.foundation.audit import editions, guards, subscribers, types
from medverkan.foundation.audit.models import Cursor


def connect() -> None:
    """Connect everything; called once, when the room is ready."""
    pre_migrate.connect(_before_migrate, sender=apps.get_app_config("audit"))
    post_migrate.connect(_after_migrate, sender=apps.get_app_config("audit"))
    checks.register(check_guards, checks.Tags.database)
    checks.register(check_editions, checks.Tags.database)
    checks.register(check_sentences)


def _before_migrate(*, using: str, plan: Sequence[object], **_: Any) -> None:
    # A guard names the columns it keeps: SQLite refuses to drop one of them, and both databases
    # to fill a new one in, while it stands. They are back when the last migration has run.
    if plan:
        guards.remove(using=using)
        editions.remove(using=using)


def _after_migrate(*, using: str, **_: Any) -> None:
    # Sent when every migration has run, also when only one app was migrated.
    guards.install(using=using)
    editions.install(using=using)
    if Cursor._meta.db_table in connections[using].introspection.table_names():
        subscribers.prepare()


def check_guards(
    *, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """
    Warn of guards that are gone.

    A warning and no error: migrate runs this check first, and is what puts them back.
    """
    gone = [name for using in databases or [] for name in guards.missing(using=using)]
    if not gone:
        return []
    return [
        checks.Warning(
            f"Guards of append-only tables are missing: {', '.join(gone)}.",
            hint="Find out who dropped them, then run `./manage.py migrate`.",
            id="audit.W001",
        )
    ]


def check_editions(
    *, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """Warn of triggers that are gone, without which old settings would be gone by."""
    gone = [name for using in databases or [] for name in editions.missing(using=using)]
    if not gone:
        return []
    return [
        checks.Warning(
            f"Triggers that tell of changed settings are missing: {', '.join(gone)}.",
            hint="Run `./manage.py migrate`, then start the web processes anew.",
            id="audit.W002",
        )
    ]


def check_sentences(**_: Any) -> list[checks.CheckMessage]:
    """Report sentences that name a place their event type has no data for."""
    return [
        checks.Error(
            f"The sentence of {event_type.name} names {sorted(unknown)}.",
            id="audit.E001",
        )
        for event_type in types.registered()
        if (unknown := _places(str(event_type.sentence)) - event_type.data.keys())
    ]


def _places(sentence: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", sentence))
