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
        """Return the typed value from the environment; one left empty is not set."""
        if not self.is_set:
            return self.default
        reader: Callable[..., Any] = getattr(_reader, self.kind)
        return reader(self.name)

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


def require_secrets() -> None:
    """
    Refuse to go on unless the environment gives every secret that was declared.

    :raises SystemExit: with the names of those that are missing
    """
    missing = sorted(v.name for v in VARIABLES.values() if v.secret and not v.is_set)
    if missing:
        raise SystemExit(
            f"Medverkan does not start without its secrets. Set {', '.join(missing)} in"
            " the environment; docs/reference/settings.md says what each is for."
        )
