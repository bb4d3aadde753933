"""Why a backup is not made or not restored; each is the exit status of its command."""

from __future__ import annotations


class BackupRefused(Exception):
    """Something is in the way; the words say what to do."""

    exit_code = 1


class Damaged(BackupRefused):
    """The file is not one of our backups, or not as it was made."""

    exit_code = 3


class NotEmpty(BackupRefused):
    """The installation holds something that would be overwritten."""

    exit_code = 4
