import json

import pytest
from django.core.management import CommandError, call_command

from medverkan.foundation import calendar
from medverkan.reference.bodies import operations as bodies
from medverkan.reference.pathways import matrix, operations
from medverkan.reference.pathways.models import (
    Assignment,
    ImportedPetition,
    OtherWay,
    RuleSet,
)

pytestmark = pytest.mark.django_db


class TestLoadDemo:
    def test_shows_an_overlap_a_gap_and_what_changed(self, at):
        bodies.load_demo(at=at)
        operations.load_demo(at=at)

        day = calendar.local_date(at)
        areas = {
            row.responsibility.slug: row
            for row in matrix.areas(day=day, since=day.replace(year=2025))
        }
        assert areas["medborgardialog"].is_overlap
        assert areas["lokalt-inflytande"].has_changed
        assert areas["uppfoljning-av-forslag"].is_gap
        assert not areas["synpunkter"].is_overlap
        assert OtherWay.objects.filter(body=None).count() == 0

    def test_changes_nothing_when_loaded_again(self, at):
        bodies.load_demo(at=at)
        counts = []
        for _time in range(2):
            operations.load_demo(at=at)
            counts.append(
                [
                    model.objects.count()
                    for model in (RuleSet, Assignment, ImportedPetition, OtherWay)
                ]
            )

        assert counts[0] == counts[1]


class TestSimulateCommand:
    def test_writes_json(self, capsys):
        call_command("simulate", "malmoinitiativet", "--json")

        told = json.loads(capsys.readouterr().out)
        assert told["rule_set"] == "malmoinitiativet"
        assert told["summary"]["case_count"] == len(told["cases"])

    def test_writes_figures(self, capsys):
        call_command("simulate", "berom")

        assert "Beröm" in capsys.readouterr().out

    def test_names_what_there_is_when_it_does_not_know(self):
        with pytest.raises(CommandError, match="malmoinitiativet"):
            call_command("simulate", "x")
