import datetime as dt
import json
from xml.etree import ElementTree as ET

import jsonschema_rs
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from medverkan.foundation.permissions import SYSTEM
from medverkan.reference.register import exchange, operations, queries
from medverkan.reference.register.states import Direction, RecordState
from tests.factories.bodies import BodyFactory
from tests.factories.register import ClassCodeFactory, make_record

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 11, 10)


@pytest.fixture
def record(at):
    authority = BodyFactory(slug="ks", abbreviation="KS")
    record = make_record(
        authority=authority, at=at, class_code=ClassCodeFactory(code="1.6")
    )
    operations.add_document(
        record=record,
        direction="in",
        on=DAY,
        description="Brev <om> & ljus",
        actor=SYSTEM,
        at=at,
    )
    return operations.mark_secrecy(
        record=record, provision="OSL 26:1", actor=SYSTEM, at=at
    )


class TestExchange:
    def test_says_the_same_in_json_and_xml(self, record):
        plain = json.loads(exchange.as_json(record))
        names = {"d": exchange.NAMESPACE}
        root = ET.fromstring(exchange.as_xml(record))

        assert plain["register_number"] == "KS 2026-00001 1.6"
        assert root.findtext("d:register_number", "", names) == "KS 2026-00001 1.6"
        assert plain["arrived_at"] == "2026-11-10T14:00:00+01:00"
        assert root.findtext("d:secrecy/d:provision", "", names) == "OSL 26:1"
        found = root.findtext("d:documents/d:document/d:description", "", names)
        assert found == plain["documents"][0]["description"] == "Brev <om> & ljus"

    def test_follows_the_schema_that_is_published(self, record):
        schema = settings.ROOT / "docs/reference/diary.schema.json"
        follows = jsonschema_rs.validator_for(
            json.loads(schema.read_text()), validate_formats=True
        )
        written = json.loads(exchange.as_json(record))

        assert list(follows.iter_errors(written)) == []
        assert not follows.is_valid(written | {"state": "unknown"})
        assert not follows.is_valid(written | {"arrived_at": "yesterday"})

    def test_has_every_state_and_direction_in_its_schema(self):
        file = settings.ROOT / "docs/reference/diary.schema.json"
        schema = json.loads(file.read_text())["properties"]
        document = schema["documents"]["items"]["properties"]

        assert schema["state"]["enum"] == RecordState.values
        assert document["direction"]["enum"] == Direction.values


class TestChangedBetween:
    def test_finds_what_was_opened_closed_or_added_to(self, record, at):
        later = at + dt.timedelta(days=10)
        operations.close_record(record=record, actor=SYSTEM, at=later)

        for day, expected in [(DAY, [record]), (later.date(), [record])]:
            found = queries.changed_between(record.authority, first=day, last=day)
            assert list(found) == expected
        between = DAY + dt.timedelta(days=3)
        assert not queries.changed_between(
            record.authority, first=between, last=between
        )


class TestExportDiary:
    @pytest.mark.parametrize("form", ["json", "xml"])
    def test_drops_a_whole_file_for_each_record(self, record, tmp_path, form):
        days = {"first": DAY, "last": DAY}

        call_command("export_diary", "ks", str(tmp_path), format=form, **days)

        assert [file.name for file in tmp_path.iterdir()] == [f"ks-2026-00001.{form}"]

    def test_names_the_authority_it_does_not_know(self, tmp_path):
        with pytest.raises(CommandError):
            call_command("export_diary", "ingen", str(tmp_path))
