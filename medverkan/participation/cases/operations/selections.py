"""Selections: an officer gives a filtered list a name, and lets go of it again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.accounts.models import User
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor, require
from medverkan.participation.cases import events, rules
from medverkan.participation.cases.models import Selection

# As many as stay readable in a menu; all are counted in one question to the database.
MOST_SELECTIONS = 12


class TooManySelections(Exception):
    """The officer keeps as many as the menu holds."""


@transaction.atomic
def save_selection(
    *, name: str, list_name: str, query: str, actor: Actor, at: dt.datetime
) -> Selection:
    """
    Keep a filtered list in the officer's menu; a name used again takes the new filters.

    :raises TooManySelections: there is room for no more
    """
    require(rules.may_keep_selections(actor))
    User.objects.select_for_update(of=("self",)).get(pk=actor.user_id)
    mine = Selection.objects.filter(user=actor.user_id)
    if mine.exclude(name=name).count() >= MOST_SELECTIONS:
        raise TooManySelections
    selection, _ = Selection.objects.update_or_create(
        user_id=actor.user_id,
        name=name,
        defaults={"list_name": list_name, "query": query, "saved_at": at},
    )
    audit.record(events.SELECTION_SAVED, subject=selection, actor=actor, at=at)
    return selection


@transaction.atomic
def remove_selection(*, name: str, actor: Actor, at: dt.datetime) -> None:
    """Take a selection of one's own out of the menu; one that is gone stays gone."""
    require(rules.may_keep_selections(actor))
    selection = Selection.objects.filter(user=actor.user_id, name=name).first()
    if selection is None:
        return
    audit.record(events.SELECTION_REMOVED, subject=selection, actor=actor, at=at)
    selection.delete()
