"""Show what is like a text."""

import json
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser

from medverkan.foundation import commandline
from medverkan.foundation.commandline import DatabaseCommand
from medverkan.foundation.search.models import SearchEntry
from medverkan.foundation.search.queries import url_of
from medverkan.foundation.search.similar import Similar, similar


class Command(DatabaseCommand):
    """Show the ten things most like a text, with score and reasons."""

    help = (
        "Show the ten things most like a text, with score and reasons, "
        "among what everyone may find."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "text", help="the text, or - to read it from standard input"
        )
        parser.add_argument("--json", action="store_true", help="write JSON")
        parser.add_argument("--place", help="the place that the text is about")
        parser.add_argument("--limit", type=commandline.count, default=10)
        parser.add_argument(
            "--audience", action="append", help="public unless told; may be repeated"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        text = commandline.words(options["text"])
        if not SearchEntry.objects.exists():
            self.stderr.write("Reading what there is first, once.")
            call_command("reindex", verbosity=0, stdout=self.stderr)
        found = similar(
            text,
            audiences=options["audience"] or ["public"],
            limit=options["limit"],
            place=options["place"],
            least_score=0,
        )
        if options["json"]:
            rows = [_as_dict(one) for one in found]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        if not found:
            self.stderr.write("Nothing is like it.")
        for one in found:
            reasons = "; ".join(str(reason) for reason in one.reasons)
            self.stdout.write(f"{one.score:.2f}  {one.entry.title}  ({reasons})")


def _as_dict(one: Similar) -> dict[str, Any]:
    return {
        "kind": one.entry.kind,
        "id": one.entry.object_id,
        "reference": str(one.entry.url_args[-1]) if one.entry.url_args else None,
        "url": url_of(one.entry),
        "title": one.entry.title,
        "place": one.entry.place,
        "score": one.score,
        "is_elsewhere": one.is_elsewhere,
        "reasons": [str(reason) for reason in one.reasons],
    }
