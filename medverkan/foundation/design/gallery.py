"""The gallery of components: what there is, with examples that tests visit too."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from medverkan.foundation.design import examples


@dataclass(frozen=True)
class Example:
    """A component with one set of values."""

    title: str
    context: dict[str, Any]


@dataclass(frozen=True)
class Component:
    """A component with what it is for and its examples."""

    name: str
    purpose: str
    template: str
    examples: list[Example]


@cache
def components() -> list[Component]:
    """Return every component that has a module of examples, by name."""
    return [
        _component(module.name) for module in pkgutil.iter_modules(examples.__path__)
    ]


def _component(name: str) -> Component:
    module = import_module(f"{examples.__name__}.{name}")
    return Component(
        name=name,
        purpose=(module.__doc__ or "").strip(),
        template=module.TEMPLATE,
        examples=[Example(title, values) for title, values in module.EXAMPLES.items()],
    )
