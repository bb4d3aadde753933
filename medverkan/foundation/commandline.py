"""What is typed on a command line, read with plain words for what cannot be used."""

from __future__ import annotations

import datetime as dt
import os
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError

from medverkan.foundation import calendar
from medverkan.foundation import text as texts
from medverkan.foundation.text.numbers import whole_number

UNREADABLE = 1
NOT_READ = 2
NOT_READY = 3
# As of a program that the shell's own signal for it ended.
NOBODY_READS = 141


class DatabaseCommand(BaseCommand):
    """
    A command that ends with 3 and a sentence where the database is away or has no tables.

    Without a word it ends where whoever read it has gone, as `head` does when it has enough.
    """

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except (OperationalError, ProgrammingError) as fault:
            raise CommandError(
                f"The database cannot be read: {fault}", returncode=NOT_READY
            ) from fault
        except BrokenPipeError:
            # What Python still holds for the reader is written to nobody at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            raise SystemExit(NOBODY_READS) from None


class FileCommand(DatabaseCommand):
    """A command that takes in the rows of a file, or only checks them."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="check every row and change nothing"
        )
        parser.add_argument(
            "--json", action="store_true", help="print the outcome as JSON"
        )


def content_of(file: Path) -> bytes:
    """
    Return what the file holds.

    :raises CommandError: it cannot be read; the command ends with 2
    """
    try:
        return file.read_bytes()
    except OSError as fault:
        raise CommandError(f"{file}: {fault.strerror}", returncode=NOT_READ) from None


def day(typed: str) -> dt.date:
    """
    Return the day that was typed; for `type=` of an argument.

    :raises ArgumentTypeError: there is no such day, or none of this age
    """
    try:
        found = dt.date.fromisoformat(typed)
    except ValueError:
        raise ArgumentTypeError(f"{typed!r} is no day; write 2026-11-22") from None
    if not calendar.FIRST_DAY <= found <= calendar.LAST_DAY:
        raise ArgumentTypeError(f"{typed!r} is not between 1900 and 2199")
    return found


def count(typed: str) -> int:
    """
    Return a number of things from one up; for `type=` of an argument.

    :raises ArgumentTypeError: it is no such number
    """
    number = whole_number(typed)
    if number:
        return number
    raise ArgumentTypeError(f"{typed!r} is not a number from 1 up to 999999999")


def words(typed: str) -> str:
    """
    Return the text typed, or what stands on standard input when it is `-`, cleaned.

    :raises CommandError: there is none, or it is not text in UTF-8
    """
    if typed == "-":
        raw = getattr(sys.stdin, "buffer", None)
        try:
            typed = raw.read().decode() if raw is not None else sys.stdin.read()
        except UnicodeDecodeError:
            raise CommandError(
                "This is not text in UTF-8.", returncode=UNREADABLE
            ) from None
    try:
        text = texts.clean(typed)
    except texts.NotText:
        raise CommandError(
            "This is not text that can be read.", returncode=UNREADABLE
        ) from None
    if not text:
        raise CommandError("There is no text.", returncode=UNREADABLE)
    return text


def write(file: Path, content: bytes) -> None:
    """
    Write a file that was asked for by name.

    :raises CommandError: it cannot be written there
    """
    try:
        file.write_bytes(content)
    except OSError as error:
        raise CommandError(f"{file} cannot be written: {error.strerror}.") from None
