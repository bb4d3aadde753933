"""`./manage.py worker`: delivers events, runs jobs and sends letters until told to stop."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from medverkan.foundation.audit import guards, restoring
from medverkan.foundation.schedule.worker import Worker


class Command(BaseCommand):
    """Delivers events, runs jobs and sends letters."""

    help = "Delivers events, runs jobs and sends letters until told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do what there is to do, then stop"
        )

    def handle(self, *, once: bool, **_options: Any) -> None:
        if gone := guards.missing():
            raise CommandError(
                f"Guards of append-only tables are missing: {', '.join(gone)}. "
                "Find out who dropped them, then run `./manage.py migrate`."
            )
        if restoring.is_needed():
            raise CommandError(
                "The event log comes from another database server. Restore it with "
                "`./manage.py restore`, or call audit.restoring.settle once."
            )
        stop = threading.Event()
        if not once:
            for signal_number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(signal_number, lambda *_: stop.set())
            self.stdout.write("The worker has started.")
        Worker(stop=stop).work(until_idle=once)
