"""A database of made cases that grows from size to size."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "benchmarks"


class Database:
    """An empty database under an address, to be filled with cases."""

    def __init__(self, *, name: str, url: str) -> None:
        self.name = name
        self.count = 0
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "DATABASE_URL": url,
            "CACHE_FOLDER": str(FOLDER / "cache"),
            "LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(ROOT),
        }

    def migrate(self) -> float:
        """Make the tables and the demo municipality; return the seconds it took."""
        started = time.monotonic()
        self.manage("migrate", "--verbosity", "0")
        self.manage("createcachetable", "--verbosity", "0")
        self.manage("demo")
        return time.monotonic() - started

    def grow_to(self, count: int) -> float:
        """Make cases until there are so many; return the seconds it took."""
        started = time.monotonic()
        if count > self.count:
            self.manage("make_cases", str(count - self.count))
            self.count = count
        return time.monotonic() - started

    def manage(self, *arguments: str) -> None:
        """Run a command of manage.py on this database."""
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )


@contextmanager
def sqlite() -> Generator[Database]:
    """Give a new SQLite file in build/benchmarks."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / "measured.sqlite3"
    for leftover in FOLDER.glob("measured.sqlite3*"):
        leftover.unlink()
    yield Database(name="SQLite", url=f"sqlite:///{file}")


@contextmanager
def postgresql(*, is_durable: bool = False) -> Generator[Database]:
    """
    Give a PostgreSQL server of our own, in a temporary folder.

    A durable one writes through to the disk: what it has acknowledged survives a power cut.

    :raises subprocess.CalledProcessError: PostgreSQL is not installed
    """
    script = str(ROOT / "scripts" / "postgresql")
    started = subprocess.run(
        [script, "start", *["durable"][: int(is_durable)]],
        check=True,
        capture_output=True,
        text=True,
    )
    folder = started.stdout.strip()
    try:
        yield Database(name="PostgreSQL", url=Path(folder, "url").read_text().strip())
    finally:
        subprocess.run([script, "stop", folder], check=True)
