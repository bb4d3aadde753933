"""What is typed on a command line: used, or refused in plain words."""

from argparse import ArgumentTypeError
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from medverkan.foundation import commandline


class TestADay:
    @pytest.mark.parametrize("typed", ["2026-02-31", "0000-01-01", "igår", "", "²"])
    def test_that_is_none_is_refused_in_words(self, typed):
        with pytest.raises(ArgumentTypeError, match="is no day"):
            commandline.day(typed)

    @pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31"])
    def test_of_another_age_is_refused_too(self, typed):
        with pytest.raises(ArgumentTypeError, match="between 1900 and 2199"):
            commandline.day(typed)


class TestACount:
    @pytest.mark.parametrize("typed", ["0", "-1", "²", "abc", "", "1.5", "9" * 5000])
    def test_begins_at_one(self, typed):
        with pytest.raises(ArgumentTypeError, match="from 1 up"):
            commandline.count(typed)


class TestWords:
    def test_come_from_standard_input_for_a_dash(self, monkeypatch):
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO("Snö".encode())))

        assert commandline.words("-") == "Snö"

    @pytest.mark.parametrize("typed", ["", "  \n", "\0"])
    def test_that_are_none_stop_the_command(self, typed):
        with pytest.raises(CommandError):
            commandline.words(typed)


class TestWriting:
    def test_to_where_nothing_can_be_written_says_so(self, tmp_path):
        with pytest.raises(CommandError, match="cannot be written"):
            commandline.write(tmp_path / "no" / "file", b"x")


@pytest.mark.parametrize(
    "typed",
    [
        ["similar", ""],
        ["similar", "lampa", "--limit", "-1"],
        ["reindex", "nonsense"],
        ["export_organisation", "--output", "/no/such/folder/file"],
    ],
)
@pytest.mark.django_db
def test_commands_given_nonsense_stop_with_a_sentence(typed):
    with pytest.raises(CommandError):
        call_command(*typed, stdout=StringIO())


@pytest.mark.parametrize(
    "typed",
    [
        ["similar", "lampa"],
        ["classify", "lampa"],
        ["import_cases", "cases.csv"],
        ["case_report", "--body", "x", "--from", "2026-01-01", "--to", "2026-01-31"],
        ["retention", "--dry-run"],
        ["recount"],
        ["simulate", "malmoinitiativet"],
        ["export_organisation"],
    ],
)
def test_commands_without_their_database_say_so_with_a_status_of_its_own(
    typed, monkeypatch
):
    def fail(*_args):
        raise OperationalError("no such table")

    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", fail)

    with pytest.raises(CommandError, match="cannot be read: no such table") as stopped:
        call_command(*typed, stdout=StringIO(), skip_checks=True)
    assert stopped.value.returncode == commandline.NOT_READY


@pytest.mark.django_db
def test_commands_end_without_a_word_when_nobody_reads_on(monkeypatch):
    class Gone(StringIO):
        def write(self, _text):
            raise BrokenPipeError

    monkeypatch.setattr(commandline.os, "dup2", lambda *_files: None)

    with pytest.raises(SystemExit) as stopped:
        call_command("export_organisation", stdout=Gone())
    assert stopped.value.code == commandline.NOBODY_READS
