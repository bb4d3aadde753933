"""Rows that staff write and change, each with a name in its address."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import TypeVar

from django.db.models import Model
from django.utils.text import slugify

from medverkan.foundation.text import SOURCE_LANGUAGE, Translated

Row = TypeVar("Row", bound=Model)


def locked_or_new(
    row: Row | None,
    model: type[Row],
    *,
    title: Mapping[str, str],
    otherwise: str,
    field: str = "slug",
) -> Row:
    """Return the row locked, or a new one that is not saved, named in `field` by its title."""
    if row is not None:
        locked = model._default_manager.select_for_update(of=("self",))
        return locked.get(pk=row.pk)
    named = Translated(title).in_language(SOURCE_LANGUAGE)
    return model(**{field: _free_slug(model, named, otherwise=otherwise, field=field)})


def fill(row: Model, facts: Mapping[str, object]) -> None:
    """
    Give the row these facts and save it.

    :raises ValidationError: they contradict each other
    """
    for name, value in facts.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()


def _free_slug(model: type[Model], title: str, *, otherwise: str, field: str) -> str:
    slug = slugify(title)[:50] or otherwise
    taken = set(
        model._default_manager.filter(**{f"{field}__startswith": slug}).values_list(
            field, flat=True
        )
    )
    numbered = (f"{slug}-{number}" for number in count(2))
    return slug if slug not in taken else next(s for s in numbered if s not in taken)
