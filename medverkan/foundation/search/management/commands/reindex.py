"""Build the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from medverkan.foundation.search import documents, operations


class Command(BaseCommand):
    """Build every entry of the search index anew, while it is in use."""

    help = "Build every entry of the search index anew, while it is in use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "kind", nargs="*", help="kinds to build; all if none is named"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        for kind in options["kind"] or sorted(documents.kinds()):
            count = operations.reindex(kind)
            self.stdout.write(f"{kind}: {count} entries")
        operations.remove_unknown_kinds()
