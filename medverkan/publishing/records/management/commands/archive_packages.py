"""`./manage.py archive_packages FOLDER`: packages of closed cases, prepared for the archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from medverkan.foundation import clock
from medverkan.foundation.commandline import DatabaseCommand
from medverkan.participation.cases import erasure
from medverkan.participation.cases.models import Case
from medverkan.publishing.records import archiving
from medverkan.publishing.records.models import RetentionItem
from medverkan.publishing.records.states import ItemState, Measure


class Command(DatabaseCommand):
    """Write a package for each case of an approved list that is to be kept for good."""

    help = (
        "Writes a ZIP for each case that a retention run keeps for good, or for the cases"
        " named; one that is there already is left."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("references", nargs="*", metavar="REFERENCE")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"{folder} cannot be made: {error.strerror}") from error
        count = 0
        for case in _cases(options["references"]).iterator(chunk_size=100):
            count += _write(case, folder)
        self.stdout.write(f"{count} packages written to {folder}.")


def _cases(references: list[str]) -> Any:
    if not references:
        kept = RetentionItem.objects.filter(
            state=ItemState.DONE, rule__measure=Measure.ARCHIVE
        )
        return _closed().filter(pk__in=kept.values("case"))
    found = _closed().filter(reference__in=references)
    unknown = set(references) - set(found.values_list("reference", flat=True))
    if unknown:
        raise CommandError(f"Not closed, or unknown: {', '.join(sorted(unknown))}")
    return found


def _closed() -> Any:
    closed = erasure.closed_cases().values("pk")
    return (
        Case.objects.filter(pk__in=closed)
        .select_related("authority", "body", "pathway", "topic")
        .order_by("pk")
    )


def _write(case: Case, folder: Path) -> int:
    target = folder / f"{case.authority.slug}-{case.reference}.zip"
    if target.exists():
        return 0
    unfinished = target.with_suffix(".part")
    try:
        unfinished.write_bytes(archiving.package(case, at=clock.now()))
    except archiving.NotClosed:
        return 0
    unfinished.replace(target)
    return 1
