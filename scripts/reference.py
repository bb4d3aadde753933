"""Write the generated pages of docs/reference: settings, events, states, who may what."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# {title}\n\n*Written by `make docs` from the code; a test compares.*\n\n"
ROW = "| {} |\n"


def settings_page() -> str:
    """Return the page of every variable of the environment."""
    from config.environment import VARIABLES

    import_module("config.settings.base")
    _declare_production()
    page = HEAD.format(title="Settings") + (
        "Every variable of the environment that Medverkan reads. Those marked *secret*"
        " must be set in production, which does not start without them; their default"
        " serves development alone.\n\n"
    )
    rows = [
        (f"`{v.name}`", _kind(v.kind), _default(v.default, secret=v.secret), v.help)
        for _, v in sorted(VARIABLES.items())
    ]
    return page + _table(["Variable", "Type", "Default", "What it is"], rows)


def events_page() -> str:
    """Return the page of every registered event type."""
    from django.utils.translation import override

    from medverkan.foundation.audit import types

    page = HEAD.format(title="Events") + (
        "Every kind of event that the log may hold. Names and meanings never change;"
        " a changed meaning is a new name.\n\n"
    )
    with override("en"):
        rows = [
            (
                f"`{event.name}`",
                str(event.version),
                str(event.visibility),
                ", ".join(f"`{name}` {_type(t)}" for name, t in event.data.items()),
                str(event.sentence),
            )
            for event in types.registered()
        ]
    return page + _table(["Name", "Version", "Seen by", "Data", "Sentence"], rows)


def states_page() -> str:
    """Return a diagram of each transition table: a room has one per kind of state."""
    from medverkan.foundation.states import Transition

    page = HEAD.format(title="States")
    for room, module in _modules_of_states():
        tables: dict[str, set[str]] = {}
        for move in _transitions(module, Transition):
            lines = tables.setdefault(type(move.target).__name__, set())
            lines |= {
                f"    {source.value} --> {move.target.value}: {move.name}"
                for source in move.sources
            }
        for kind, lines in tables.items():
            diagram = "\n".join(["stateDiagram-v2", *sorted(lines)])
            page += f"## {room}: {kind}\n\n```mermaid\n{diagram}\n```\n\n"
    return page.rstrip() + "\n"


def who_may_what_page() -> str:
    """Return what each role may do with a case, and the rules of every room."""
    from django.utils.translation import override

    from medverkan.reference.bodies.roles import Role
    from scripts import rights

    page = HEAD.format(title="Who may what")
    with override("en"):
        page += "## Cases: staff\n\n" + rights.INTRODUCTION
        page += _table(["Action", *Role.values], list(rights.of_officers()))
        page += "\n## Cases: whoever holds the secret link\n\n"
        page += _table(["Action", "In states", "Not in"], list(rights.of_residents()))
        page += "\n## The rules of every room\n"
        for room, rows in rights.rules_of_rooms():
            page += f"\n### {room}\n\n" + _table(["Rule", "What it says"], rows)
    return page


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "events.md": events_page,
    "states.md": states_page,
    "who-may-what.md": who_may_what_page,
}


def _declare_production() -> None:
    """Import the settings of production for what they declare, secrets or not."""
    from config import environment

    with patch.object(environment, "require_secrets"):
        import_module("config.settings.production")


def _modules_of_states() -> Iterator[tuple[str, ModuleType]]:
    from django.apps import apps

    for config in apps.get_app_configs():
        if not config.name.startswith("medverkan."):
            continue
        if find_spec(f"{config.name}.states"):
            yield config.label, import_module(f"{config.name}.states")


def _transitions(module: ModuleType, kind: type) -> Iterator[Any]:
    for value in vars(module).values():
        if isinstance(value, kind):
            yield value
        elif isinstance(value, tuple | list | frozenset | set):
            yield from (one for one in value if isinstance(one, kind))


def _table(heads: list[str], rows: Sequence[tuple[str, ...]]) -> str:
    table = ROW.format(" | ".join(heads)) + ROW.format(" | ".join("---" for _ in heads))
    for row in rows:
        cells = (cell.replace("|", "\\|").replace("\n", " ") for cell in row)
        table += ROW.format(" | ".join(cells))
    return table


def _kind(kind: str) -> str:
    names = {"str": "text", "int": "whole number", "bool": "true or false"}
    return names.get(kind, kind)


def _type(kind: Any) -> str:
    return getattr(kind, "__name__", str(kind))


def _default(value: Any, *, secret: bool) -> str:
    if secret:
        return "*secret*"
    if isinstance(value, list):
        value = ",".join(value)
    text = str(value).replace(f"{ROOT}/", "").replace(str(ROOT), ".")
    return f"`{text}`" if text else "empty"


def main(folder: Path) -> None:
    """Write every page into the folder."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.base"
    django.setup()
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(page())


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(Path(*sys.argv[1:] or [ROOT, "docs", "reference"]))
