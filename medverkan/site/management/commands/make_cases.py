"""Make load: any number of plausible published cases."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from medverkan.foundation import clock
from medverkan.reference.bodies.models import Topic
from medverkan.site.demo import load


class Command(BaseCommand):
    """Make N cases beside those that are there, and make them findable."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int, metavar="N")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--proposals", type=int, default=0, metavar="PER_CENT",
            help="how many of a hundred are proposals on their way",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        if options["count"] < 0:
            raise CommandError("N is how many cases to make: 0 or more.")
        if not Topic.objects.exists():
            raise CommandError("Make the demo municipality first: ./manage.py demo")
        made = load.make_cases(
            options["count"],
            now=clock.now(),
            seed=options["seed"],
            proposals=options["proposals"],
        )
        call_command("reindex", verbosity=0)
        self.stdout.write(f"Made {made} cases.")
