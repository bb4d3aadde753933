"""The one place where the environment is read: every variable typed, with its default and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from environs import Env

ROOT = Path(__file__).resolve().parent.parent
_reader = Env()


@dataclass(frozen=True)
class Variable:
    """A variable of the environment; `secret` ones have no default in production."""

    name: str
    kind: str
    default: Any
    help: str
    secret: bool = False

    def read(self) -> Any:
        """Return the typed value from the environment, else the default."""
        reader: Callable[..., Any] = getattr(_reader, self.kind)
        return reader(self.name, self.default)

    @property
    def is_set(self) -> bool:
        """Tell whether the environment gives the variable a value."""
        return bool(_reader.str(self.name, ""))


VARIABLES: dict[str, Variable] = {}


def variable(name: str, kind: str, default: Any, help: str, **more: Any) -> Any:
    """Declare a variable and return its value now."""
    declared = Variable(name=name, kind=kind, default=default, help=help, **more)
    VARIABLES[name] = declared
    return declared.read()
