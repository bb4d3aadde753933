"""Adopted rules are kept by the database itself, whoever writes SQL behind the operations."""

import pytest
from django.db import DatabaseError, connection, transaction

from medverkan.foundation.audit import guards
from medverkan.reference.pathways.models import Threshold
from tests.factories.pathways import RefusalGroundFactory, RuleSetFactory, draft

pytestmark = pytest.mark.django_db

CHANGES = {
    "a threshold is changed": "UPDATE pathways_threshold SET absolute_count = 1",
    "a threshold is turned into a share": (
        "UPDATE pathways_threshold SET absolute_count = NULL, per_mille = 1"
    ),
    "a threshold's effect is changed": (
        "UPDATE pathways_threshold SET effect = 'answered'"
    ),
    "a threshold is deleted": "DELETE FROM pathways_threshold",
    "a threshold is added": (
        "INSERT INTO pathways_threshold (rule_set_id, effect, absolute_count) "
        "SELECT id, 'answered', 5 FROM pathways_ruleset"
    ),
    "a ground is left out": "DELETE FROM pathways_ruleset_refusal_grounds",
    "a ground is added": (
        "INSERT INTO pathways_ruleset_refusal_grounds (ruleset_id, refusalground_id) "
        "SELECT pathways_ruleset.id, pathways_refusalground.id "
        "FROM pathways_ruleset, pathways_refusalground "
        "WHERE pathways_refusalground.code = 'unused'"
    ),
    "a ground's words are changed": (
        "UPDATE pathways_refusalground SET code = 'other' WHERE code <> 'unused'"
    ),
    "a ground is deleted": "DELETE FROM pathways_refusalground WHERE code <> 'unused'",
    "the rules are deleted": "DELETE FROM pathways_ruleset",
    "the rules are made a draft again": (
        "UPDATE pathways_ruleset SET state = 'draft', adopted_at = NULL, "
        "in_force_from = NULL, in_force_until = NULL, is_installed = FALSE, "
        "frozen_at = NULL"
    ),
    "a parameter is changed": "UPDATE pathways_ruleset SET confirm_days = 30",
    "the first case is forgotten": "UPDATE pathways_ruleset SET frozen_at = NULL",
}


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if _is_postgresql():  # what the test wrote before is not to stand in the way
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


@pytest.fixture
def rule_set(at):
    """Rules with a threshold and a ground, adopted and used; and a ground beside."""
    RefusalGroundFactory(code="unused")
    used = RefusalGroundFactory(code="used")
    return RuleSetFactory(gathering=True, votes=150, grounds=[used], frozen_at=at)


class TestTheDatabase:
    @pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES.keys())
    def test_refuses_when(self, rule_set, statement):
        with pytest.raises(DatabaseError, match="append-only"):
            run(statement)

    @pytest.mark.parametrize(
        "table",
        ["pathways_threshold", "pathways_ruleset_refusal_grounds", "pathways_ruleset"],
    )
    def test_refuses_to_empty_a_table(self, rule_set, table):
        statement = (
            f"TRUNCATE {table} CASCADE" if _is_postgresql() else f"DELETE FROM {table}"
        )

        with pytest.raises(DatabaseError, match="append-only"):
            run(statement)

    def test_lets_drafts_be_written(self):
        made = draft(gathering=True, version=1)
        made.refusal_grounds.add(RefusalGroundFactory())
        Threshold.objects.create(rule_set=made, absolute_count=150)

        run("UPDATE pathways_threshold SET absolute_count = 1")
        run("DELETE FROM pathways_threshold")
        run("DELETE FROM pathways_ruleset_refusal_grounds")
        run("DELETE FROM pathways_ruleset")

    def test_lets_grounds_be_put_in_another_order(self, rule_set):
        run('UPDATE pathways_refusalground SET "order" = 5')

    def test_moves_no_threshold_from_a_draft_to_adopted_rules(self, rule_set):
        Threshold.objects.create(rule_set=draft(gathering=True), absolute_count=9)

        with pytest.raises(DatabaseError, match="append-only"):
            run(
                f"UPDATE pathways_threshold SET rule_set_id = {rule_set.pk} "
                "WHERE absolute_count = 9"
            )

    def test_knows_all_of_its_guards(self):
        assert guards.missing() == []
