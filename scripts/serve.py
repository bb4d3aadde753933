"""Serve the site and one worker until Ctrl-C, with the database brought up to date."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "8000")


def is_prepared() -> bool:
    """Tell whether the database is up to date, and not empty where the demo shall be."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from medverkan.foundation.audit import editions
    from medverkan.participation.cases.models import Case

    for folder in (settings.PRIVATE_FILES_ROOT, settings.MEDIA_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    # A process may keep more tables than the one that migrated the database did.
    if editions.missing():
        return False
    return not settings.DEMO or Case.objects.exists()


def prepare() -> None:
    """Migrate, and fill an empty database with the demo municipality."""
    from django.conf import settings
    from django.core.management import call_command

    print("Preparing the database ...")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if settings.DEMO:
        call_command("demo")


def greet() -> None:
    """Print where the site is and who can sign in to the demo municipality."""
    from django.conf import settings
    from django.urls import reverse
    from django.utils import translation

    from medverkan.foundation import clock
    from medverkan.foundation.accounts import demo

    translation.activate("en")  # as the rest of what is printed
    address = f"http://{HOST}:{PORT}"
    print(f"\nMedverkan is on {address}/ (stop with Ctrl-C)")
    if settings.DEMO:
        print(
            f"Sign in to the demo with one click: {address}{reverse('account_login')}"
        )
        for person in demo.persons(clock.now())[:10]:
            print(f"  {person.user.name:<28}{', '.join(person.roles) or 'resident'}")
    print(flush=True)


SERVER = [
    "granian", "--interface", "wsgi", "--host", HOST,
    "--port", PORT, "--workers", os.environ.get("WORKERS", "1"),
    "--blocking-threads", "4",
    "--no-access-log", "--log-level", "warning", "config.wsgi:application",
]  # fmt: skip
WORKER = ["python", "manage.py", "worker"]


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a program of the environment."""
    program, *arguments = command
    path = str(Path(sys.executable).parent / program)
    # In sessions of their own: Ctrl-C reaches this process, which then stops both.
    return subprocess.Popen([path, *arguments], cwd=ROOT, start_new_session=True)


def serve() -> int:
    """Run both until one ends or someone presses Ctrl-C, then stop them."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    processes: dict[str, subprocess.Popen[bytes]] = {}
    code = 0
    try:
        # Where it has run before the database is most likely as it shall be: the server
        # takes longer to start than the look that makes sure.
        if VAR.exists():
            processes["web server"] = start(SERVER)
        if not is_prepared():
            stop(processes, patience=0)  # it has served nobody yet
            prepare()
        if not processes:
            processes["web server"] = start(SERVER)
        greet()  # while the server starts; the worker can wait for it
        processes["worker"] = start(WORKER)
        pid, status = os.wait()
        code = os.waitstatus_to_exitcode(status)
        ended = next(name for name, process in processes.items() if process.pid == pid)
        processes.pop(ended)
        print(f"The {ended} ended by itself with code {code}; stopping.")
    except KeyboardInterrupt:
        print("\nStopping ...")
    finally:
        stop(processes)
    return code


def stop(processes: dict[str, subprocess.Popen[bytes]], *, patience: int = 20) -> None:
    """Ask these processes to end, end by force what has not after so many seconds."""
    for process in processes.values():
        process.terminate()
    for process in processes.values():
        try:
            process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    processes.clear()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    sys.exit(serve())
