"""`./manage.py restore FILE`: put a backup back, verified first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from medverkan.foundation import clock
from medverkan.site.backups import restoring
from medverkan.site.backups.refusals import BackupRefused
from medverkan.site.backups.restoring import Restored


class Command(BaseCommand):
    """
    Restore a backup into this installation.

    Exit status: 1 it cannot be done here, 2 wrong usage, 3 the file is damaged or none of
    ours, 4 there is something here already.
    """

    help = (
        "Replaces database, stored files and the ledger's memory by a backup. Stop the"
        " web and worker processes first."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="replace an installation that is in use",
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="only verify the file, and change nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                manifest = restoring.verify(options["file"])
                self.stdout.write(f"The backup of {manifest.made_at} is whole.")
                return
            restored = restoring.restore(
                options["file"], overwrite=options["overwrite"], at=clock.now()
            )
        except BackupRefused as refusal:
            raise CommandError(str(refusal), returncode=refusal.exit_code) from refusal
        self._tell(restored)

    def _tell(self, restored: Restored) -> None:
        self.stdout.write(f"Restored the backup of {restored.manifest.made_at}.")
        if restored.letters_set_aside:
            self.stdout.write(
                f"{restored.letters_set_aside} letters waited when it was made and have"
                " probably gone out since. They are set aside under Sent letters, where"
                " you can send them."
            )
        for uuid in restored.ballots_behind:
            self.stdout.write(
                self.style.WARNING(
                    f"Ballot {uuid}: numbers were signed after this backup was made."
                    " Its sealing rests until somebody has seen to the alarm."
                )
            )
        for path in restored.files_missing:
            self.stdout.write(self.style.WARNING(f"{path} is in no backup."))
        for key in restored.keys_missing:
            self.stdout.write(
                self.style.WARNING(f"LEDGER_KEK lacks the key {key}: add it.")
            )
