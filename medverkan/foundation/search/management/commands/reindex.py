"""Build the search index anew."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from medverkan.foundation.commandline import DatabaseCommand
from medverkan.foundation.search import documents, operations


class Command(DatabaseCommand):
    """Build every entry of the search index anew, while it is in use."""

    help = "Build every entry of the search index anew, while it is in use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "kind", nargs="*", help="kinds to build; all if none is named"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        kinds = sorted(documents.kinds())
        if unknown := set(options["kind"]) - set(kinds):
            raise CommandError(
                f"Nothing is called {', '.join(sorted(unknown))}; there are: "
                f"{', '.join(kinds)}."
            )
        for kind in options["kind"] or kinds:
            count = operations.reindex(kind)
            self.stdout.write(f"{kind}: {count} entries")
        operations.remove_unknown_kinds()
