"""Nothing is joined to a row while it is being locked: what is joined may be out of date."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import files, name_of


def calls_of(chain: ast.expr) -> Iterator[ast.Call]:
    """Yield the calls of `a.b(...).c(...)`, the last one first."""
    while isinstance(chain, ast.Call) and isinstance(chain.func, ast.Attribute):
        yield chain
        chain = chain.func.value


def joins_while_locking(code: str) -> list[int]:
    """Return the lines of questions that lock, may have to wait, and join."""
    if "select_for_update" not in code:
        return []
    lines = set()
    for node in ast.walk(ast.parse(code)):
        calls = {call.func.attr: call for call in calls_of(node)}  # type: ignore[attr-defined]  # calls_of yields these alone
        lock = calls.get("select_for_update")
        if lock is None or "select_related" not in calls:
            continue
        if not any(word.arg == "skip_locked" for word in lock.keywords):
            lines.add(node.lineno)
    return sorted(lines)


class TestLocks:
    def test_join_nothing(self) -> None:
        """What PostgreSQL joined before it had to wait is old: `foundation/locking.py`."""
        wrong = [
            f"{name_of(file)}:{line}"
            for file in files(under="medverkan", suffix=".py")
            for line in joins_while_locking(file.read_text())
        ]

        assert wrong == []

    def test_are_seen_by_this_check(self) -> None:
        either_way = "a.select_for_update().select_related('b').get()\n"
        other_way = "a.select_related('b').filter(c=1).select_for_update()\n"
        never_waits = "a.select_for_update(skip_locked=True).select_related('b')\n"

        assert joins_while_locking(either_way + other_way + never_waits) == [1, 2]
