"""Real processes beside the test, on a database that they share with it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
_PREAMBLE = "import django; django.setup()\n"


def database_url() -> str:
    """
    Return the address of the test's database, for processes started by the test.

    The test must run outside a transaction (`transaction=True`).
    """
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    server = connection.settings_dict
    return f"postgres://{server['USER']}@{server['HOST']}:{server['PORT']}/{name}"


def start(script: str, *, url: str, **environment: str) -> subprocess.Popen[str]:
    """Start a Python process that runs the script with Django set up."""
    return subprocess.Popen(
        [sys.executable, "-c", _PREAMBLE + textwrap.dedent(script)],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": str(ROOT),
            **environment,
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def run(script: str, *, url: str, **environment: str) -> str:
    """Run the script to its end and return what it printed."""
    process = start(script, url=url, **environment)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    return output


def kill(process: subprocess.Popen[str]) -> None:
    """End the process as `kill -9` does, and wait until it is gone."""
    process.kill()
    process.communicate()


def wait_for(process: subprocess.Popen[str], line: str) -> None:
    """Read what the process prints until it prints this line."""
    for printed in process.stdout:
        if printed.strip() == line:
            return
    raise AssertionError(f"the process ended without printing {line!r}")
