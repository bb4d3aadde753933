from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from medverkan.foundation.audit import guards, wiring
from medverkan.foundation.audit.models import Event
from tests.factories.audit import EventFactory

pytestmark = pytest.mark.django_db


class TestTheDatabase:
    def test_refuses_to_change_an_event(self):
        event = EventFactory()

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Event.objects.filter(pk=event.pk).update(name="something.else")

    def test_refuses_to_delete_an_event(self):
        event = EventFactory()

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            event.delete()

    def test_refuses_to_replace_an_event(self):
        if connection.vendor != "sqlite":
            pytest.skip("REPLACE is SQLite's")
        event = EventFactory()
        columns = [field.column for field in Event._meta.fields]
        names = ", ".join(f'"{column}"' for column in columns)

        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"REPLACE INTO audit_event ({names}) "
                f"SELECT {names} FROM audit_event WHERE id = %s",
                [event.pk],
            )

    def test_refuses_to_empty_the_log(self):
        EventFactory()
        statement = (
            "TRUNCATE audit_event CASCADE"
            if connection.vendor == "postgresql"
            else "DELETE FROM audit_event"
        )

        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


class TestMissing:
    def test_is_empty_after_migrate(self):
        assert guards.missing() == []

    def test_reports_a_guard_that_was_dropped(self):
        _drop("guard_audit_event_delete")

        assert guards.missing() == ["guard_audit_event_delete"]

    def test_reports_a_guard_that_no_longer_refuses(self):
        _weaken("guard_audit_event_update")

        assert "guard_audit_event_update" in guards.missing()

    def test_is_empty_once_installed_anew(self):
        _drop("guard_audit_event_delete")
        _weaken("guard_audit_event_update")

        guards.install()

        assert guards.missing() == []


class TestTheSystemCheck:
    def test_is_silent_when_all_is_well(self):
        assert wiring.check_guards(databases=["default"]) == []

    def test_warns_of_a_guard_that_was_dropped(self):
        _drop("guard_audit_event_delete")

        (warning,) = wiring.check_guards(databases=["default"])

        assert "guard_audit_event_delete" in warning.msg


class TestAMigration:
    def test_may_change_what_guards_keep(self):
        event = EventFactory()

        wiring._before_migrate(using="default", plan=["a migration"])

        assert Event.objects.filter(pk=event.pk).update(name="something.else") == 1

    def test_has_every_guard_back_when_it_is_done(self):
        wiring._before_migrate(using="default", plan=["a migration"])
        wiring._after_migrate(using="default")

        assert guards.missing() == []

    def test_leaves_guards_alone_where_nothing_is_to_migrate(self):
        wiring._before_migrate(using="default", plan=[])

        assert guards.missing() == []


class TestProtect:
    def test_refuses_an_operation_it_does_not_know(self):
        with pytest.raises(ValueError, match="insert"):
            guards.protect(Event, operations={"insert"})


def _drop(name):
    table = " ON audit_event" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")


def _weaken(name):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE audit_event DISABLE TRIGGER {name}")
        else:
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON audit_event "
                "BEGIN SELECT 1; END"
            )
