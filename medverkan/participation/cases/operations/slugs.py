"""Names in addresses for rows that staff write."""

from __future__ import annotations

from itertools import count

from django.db.models import Model
from django.utils.text import slugify


def free_slug(
    model: type[Model], title: str, *, otherwise: str, field: str = "slug"
) -> str:
    """Return a slug from the title, or from `otherwise`, that no row has in this field."""
    slug = slugify(title)[:50] or otherwise
    taken = set(
        model._default_manager.filter(**{f"{field}__startswith": slug}).values_list(
            field, flat=True
        )
    )
    numbered = (f"{slug}-{number}" for number in count(2))
    return slug if slug not in taken else next(s for s in numbered if s not in taken)
