"""Parts of pages that are drawn once for the same values, however many pages show them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import Any

from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from medverkan.foundation.memory import Remembered

MOST_KEPT = 4096
_PLAIN = (str, int, float, Decimal, dt.date, type(None))

_drawn: Remembered[dict[Hashable, SafeString]] = Remembered(dict)


def drawn(template: str, values: Mapping[str, Any]) -> SafeString:
    """
    Draw a template from these values alone, or give what they were drawn as before.

    Every value is part of the key, and so is the language: a part that is remembered can
    show nothing else than it would show drawn anew. What a template draws this way must
    therefore read nothing but its values: no request, no clock, no rows.

    :raises TypeError: a value is no text, number, date or collection of them, such as a row,
        which may change behind the key
    """
    key = (template, get_language(), _key_of(values))
    kept = _drawn()
    found = kept.get(key)
    if found is None:
        found = SafeString(get_template(template).render(dict(values)))
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = found
    return found


def _key_of(value: Any) -> Hashable:
    """Return what is equal only for values that are drawn alike: 1 is not True."""
    if isinstance(value, _PLAIN):
        return (type(value), value)
    if isinstance(value, Mapping):
        return tuple([(name, _key_of(one)) for name, one in value.items()])
    if isinstance(value, list | tuple):
        return tuple([_key_of(one) for one in value])
    if isinstance(value, Promise):
        return (str, str(value))
    if dataclasses.is_dataclass(value):
        parts = [getattr(value, field.name) for field in dataclasses.fields(value)]
        return (type(value), _key_of(parts))
    raise TypeError(f"{type(value).__name__} cannot be told by its value")
