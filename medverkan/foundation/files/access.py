"""Who may open a private file: each room that stores files answers for its own kind."""

from __future__ import annotations

from collections.abc import Callable

from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.files.states import State
from medverkan.foundation.permissions import Actor

Gate = Callable[[Actor, StoredFile], bool]

_gates: dict[str, Gate] = {}


def register_gate(kind: str, gate: Gate) -> None:
    """Let `gate` decide who may open files of this kind; a kind has one gate."""
    if _gates.setdefault(kind, gate) is not gate:
        raise ValueError(f"files of kind {kind} have a gate already")


def may_open(actor: Actor, file: StoredFile) -> bool:
    """Tell whether the actor may open the file; without a gate nobody may."""
    gate = _gates.get(file.kind)
    return file.state == State.CHECKED and gate is not None and gate(actor, file)
