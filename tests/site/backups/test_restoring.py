"""A backup is restored over another state, and every table and file is compared."""

from __future__ import annotations

import json
import os
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from medverkan.foundation.audit import guards
from medverkan.foundation.audit.models import Edition, Event
from medverkan.foundation.notices.models import Delivery
from medverkan.participation.ballots.models import Alarm
from medverkan.participation.ballots.operations import confirm
from medverkan.participation.ballots.recount import recount
from medverkan.participation.ballots.sealer import batches
from medverkan.participation.cases.models import Case
from medverkan.site.backups import making, restoring
from medverkan.site.backups.refusals import BackupRefused, Damaged, NotEmpty
from tests.factories.ballots import BallotFactory, begin
from tests.factories.cases import lodged

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """Folders of this test's own, on disk as in production."""
    settings.LEDGER_MEMORY_ROOT = tmp_path / "ledger"
    settings.LEDGER_SPOOL_ROOT = tmp_path / "spool"
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {"BACKEND": backend, "OPTIONS": {"location": tmp_path / "private"}},
        "default": {"BACKEND": backend, "OPTIONS": {"location": tmp_path / "public"}},
    }


@pytest.fixture
def file(tmp_path):
    return tmp_path / "backup.medverkan"


def everything():
    """Return every row of every table, and every stored file; what is read anew is no part of it."""
    rows = {}
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for table in tables - {Edition._meta.db_table}:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = sorted(repr(row) for row in cursor.fetchall())
    files = {}
    for alias in ("private", "default"):
        storage = storages[alias]
        for folder in ("ab", "cd"):
            if storage.exists(folder):
                for name in storage.listdir(folder)[1]:
                    with storage.open(f"{folder}/{name}") as content:
                        files[alias, folder, name] = content.read()
    return rows, files


def keep_file(alias, path, content=b"content"):
    storages[alias].save(path, ContentFile(content))


class TestRestore:
    def test_brings_every_table_and_file_back(self, file, at):
        lodged()
        Delivery.objects.all().delete()
        keep_file("private", "ab/kept")
        keep_file("default", "cd/shown", b"picture")
        before = everything()
        making.make(file, at=at)
        lodged()
        keep_file("private", "ab/later")
        storages["private"].delete("ab/kept")
        storages["default"].delete("cd/shown")

        restored = restoring.restore(file, overwrite=True, at=at)

        assert restored.files_removed == 1
        assert everything() == before

    def test_leaves_guards_and_ledger_whole(self, file, at):
        ballot = BallotFactory()
        confirm(ballot=ballot, secret=begin(ballot, "a").secret, at=at)
        batches.seal(ballot, at=at)
        making.make(file, at=at)

        restored = restoring.restore(file, overwrite=True, at=at)

        assert guards.missing() == []
        assert restored.ballots_behind == []
        assert sum(one.difference_count for one in recount([ballot])) == 0

    def test_raises_the_alarm_when_the_ledger_had_signed_more(self, file, at):
        ballot = BallotFactory()
        making.make(file, at=at)
        confirm(ballot=ballot, secret=begin(ballot, "a").secret, at=at)
        batches.seal(ballot, at=at)

        restored = restoring.restore(file, overwrite=True, at=at)

        assert restored.ballots_behind == [str(ballot.uuid)]
        assert Alarm.objects.get().reason == "signed_heads_are_missing"

    def test_sets_letters_aside_that_waited(self, file, at):
        case = lodged()
        making.make(file, at=at)

        restored = restoring.restore(file, overwrite=True, at=at)

        delivery = Delivery.objects.get(about_case=case.pk)
        assert restored.letters_set_aside == 1
        assert (delivery.state, delivery.error) == ("failed", "restored")
        assert Event.objects.order_by("pk").last().name == "letter.failed"

    def test_keeps_confirmations_that_waited_for_the_database(self, file, at, settings):
        settings.LEDGER_SPOOL_ROOT.mkdir()
        waiting = settings.LEDGER_SPOOL_ROOT / "x.confirmation"
        waiting.write_text("{}")
        making.make(file, at=at)
        waiting.unlink()

        restoring.restore(file, overwrite=True, at=at)

        assert waiting.read_text() == "{}"


class TestRestoreRefuses:
    def test_to_overwrite_unasked(self, file, at):
        making.make(file, at=at)
        lodged()

        with pytest.raises(NotEmpty):
            restoring.restore(file, overwrite=False, at=at)

        assert Case.objects.count() == 1

    def test_to_overwrite_files_alone(self, file, at):
        making.make(file, at=at)
        keep_file("private", "ab/one")

        with pytest.raises(NotEmpty):
            restoring.restore(file, overwrite=False, at=at)

    @pytest.mark.parametrize("part", ["private/ab/kept", "manifest.json", "database"])
    def test_what_was_changed(self, file, at, part):
        keep_file("private", "ab/kept")
        making.make(file, at=at)
        lodged()
        replace(file, part, b"other content")

        with pytest.raises(Damaged):
            restoring.restore(file, overwrite=True, at=at)

        assert Case.objects.count() == 1

    def test_what_was_cut_short(self, file, at):
        making.make(file, at=at)
        os.truncate(file, file.stat().st_size // 2)

        with pytest.raises(Damaged):
            restoring.restore(file, overwrite=True, at=at)

    def test_a_part_that_is_not_listed(self, file, at):
        making.make(file, at=at)
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr("private/ab/smuggled", b"x")

        with pytest.raises(Damaged):
            restoring.verify(file)

    def test_a_part_that_leads_out_of_its_folder(self, file, at):
        making.make(file, at=at)
        change_manifest(
            file,
            lambda known: known["parts"].update(
                {"private/../../x": {"size": 1, "sha256": "0" * 64}}
            ),
        )

        with pytest.raises(Damaged):
            restoring.verify(file)

    def test_another_kind_of_database(self, file, at):
        making.make(file, at=at)
        change_manifest(file, lambda known: known.update(database="oracle"))

        with pytest.raises(BackupRefused, match="oracle"):
            restoring.restore(file, overwrite=True, at=at)

    def test_a_newer_version(self, file, at):
        making.make(file, at=at)
        change_manifest(
            file, lambda known: known["migrations"]["cases"].append("9999_newer")
        )

        with pytest.raises(BackupRefused, match=r"cases\.9999_newer"):
            restoring.restore(file, overwrite=True, at=at)

    @pytest.mark.parametrize(
        ("content", "status"), [(b"", 3), (b"PK\x05\x06" + b"\0" * 18, 3), (None, 1)]
    )
    def test_what_is_no_backup(self, file, content, status):
        if content is not None:
            file.write_bytes(content)

        with pytest.raises(CommandError) as refused:
            call_command("restore", str(file), "--check")

        assert refused.value.returncode == status


class TestBackup:
    def test_tells_what_it_wrote(self, file, capsys):
        call_command("backup", str(file))
        call_command("restore", str(file), "--check")

        out = capsys.readouterr().out
        assert "tables" in out
        assert "is whole" in out
        assert file.stat().st_mode & 0o077 == 0

    def test_overwrites_nothing(self, file):
        file.write_bytes(b"mine")

        with pytest.raises(CommandError, match="there already"):
            call_command("backup", str(file))

        assert file.read_bytes() == b"mine"

    def test_needs_a_folder_that_is_there(self, tmp_path):
        with pytest.raises(CommandError, match="cannot be written"):
            call_command("backup", str(tmp_path / "nowhere" / "backup"))

    @pytest.mark.postgresql
    def test_says_when_postgresqls_programs_are_missing(
        self, file, monkeypatch, tmp_path
    ):
        monkeypatch.setenv("PATH", str(tmp_path))

        with pytest.raises(CommandError, match="pg_dump is not installed"):
            call_command("backup", str(file))


def replace(file, part, content):
    """Replace a part of the archive by other content of the same name."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, content if name.startswith(part) else data)


def change_manifest(file, change):
    with zipfile.ZipFile(file) as archive:
        known = json.loads(archive.read("manifest.json"))
    change(known)
    replace(file, "manifest.json", json.dumps(known).encode())


class TestMaking:
    def test_of_a_database_without_tables_is_refused_and_leaves_no_file(
        self, file, at, monkeypatch
    ):
        monkeypatch.setattr(
            MigrationRecorder, "applied_migrations", lambda _recorder: {}
        )

        with pytest.raises(BackupRefused, match="no tables"):
            making.make(file, at=at)
        assert not file.exists()
