"""A PostgreSQL server of a test's own that may be killed, and a web server before it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

SCRIPT = Path(django_settings.ROOT) / "scripts" / "postgresql"


@contextmanager
def running() -> Iterator[Path]:
    """Run a PostgreSQL server; give its folder."""
    started = subprocess.run([SCRIPT, "start"], capture_output=True, text=True)
    if started.returncode:
        pytest.skip("PostgreSQL's server programs are not installed")
    folder = Path(started.stdout.strip())
    yield folder
    subprocess.run([SCRIPT, "stop", str(folder)], check=True)


def environment(folder: Path) -> dict[str, str]:
    """Return what a process needs to work on this server with this test's folders."""
    return {
        **os.environ,
        "DATABASE_URL": (folder / "url").read_text().strip(),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "LEDGER_MEMORY_ROOT": str(django_settings.LEDGER_MEMORY_ROOT),
        "LEDGER_SPOOL_ROOT": str(django_settings.LEDGER_SPOOL_ROOT),
        "LOG_LEVEL": "CRITICAL",
    }


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start a process that votes on the server's database."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.participation.ballots.voters", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment(folder),
        cwd=django_settings.ROOT,
    )


def move_database_to(folder: Path) -> None:
    """Copy this test's database to the server."""
    given = connection.settings_dict
    where = ["-h", given["HOST"], "-p", str(given["PORT"]), "-U", given["USER"]]
    dumped = subprocess.run(
        ["pg_dump", *where, given["NAME"]], capture_output=True, check=True
    )
    url = (folder / "url").read_text().strip()
    subprocess.run(
        ["psql", "-q", url], input=dumped.stdout, check=True, stdout=subprocess.DEVNULL
    )


def kill(folder: Path) -> None:
    """Kill the server as a power cut would."""
    pid = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)


def start_again(folder: Path) -> None:
    """Start a server that was killed; it recovers by itself."""
    command = (folder / "data" / "postmaster.opts").read_text().strip()
    as_owner = ["su", "postgres", "-s", "/bin/bash", "-c"]
    shell = as_owner if os.geteuid() == 0 else ["bash", "-c"]
    url = (folder / "url").read_text().strip()
    for _ in range(20):
        # Refused as long as a process of the killed server holds on to its memory.
        again = f"{command} >> {folder}/data/again 2>&1 < /dev/null &"
        subprocess.run([*shell, again], check=True, cwd="/tmp")
        time.sleep(2)
        asked = subprocess.run(["psql", "-qc", "SELECT 1", url], capture_output=True)
        if asked.returncode == 0:
            return
    pytest.fail((folder / "data" / "again").read_text())


@contextmanager
def web(folder: Path) -> Iterator[tuple[int, list[int]]]:
    """Serve the site with two worker processes; give the port and their ids."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    granian = str(Path(sys.executable).parent / "granian")
    command = [
        granian, "--interface", "wsgi", "--port", str(port), "--workers", "2",
        "--blocking-threads", "2", "--no-access-log", "--log-level", "critical",
        "config.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(
        command, cwd=django_settings.ROOT, env=environment(folder)
    )
    workers: list[int] = []
    try:
        for _ in range(300):
            with suppress(OSError, http.client.HTTPException):
                ask(port, "GET", "/rost/nycklar.json")
                break
            time.sleep(0.1)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        workers += [int(pid) for pid in children.read_text().split()]
        yield port, workers
    finally:
        # At once: with one of its workers killed it may wait for that for ever.
        for pid in (process.pid, *workers):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()


def ask(port: int, method: str, path: str) -> tuple[int, str]:
    """Send a request; return status and text."""
    sent = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        sent.request(method, path, headers={"Content-Length": "0"})
        answer = sent.getresponse()
        return answer.status, answer.read().decode()
    finally:
        sent.close()
