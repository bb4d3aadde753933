"""Migrations form one line in each room and are named by a sentence."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from pytest_django import DjangoDbBlocker

from tests.architecture.source import files, name_of

ROOMS = [
    config.label
    for config in apps.get_app_configs()
    if config.name.startswith("medverkan.")
]
MADE_UP_BY_DJANGO = re.compile(r"^\d{4}_(auto_|initial|alter_|remove_\w+_and_more)")


@pytest.fixture(scope="module")
def loader(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> MigrationLoader:
    with django_db_blocker.unblock():
        return MigrationLoader(None)


class TestMigrations:
    @pytest.mark.parametrize("room", ROOMS)
    def test_of_a_room_are_one_line(self, loader: MigrationLoader, room: str) -> None:
        assert len(loader.graph.leaf_nodes(room)) <= 1

    def test_are_named_by_a_sentence(self, loader: MigrationLoader) -> None:
        wrong = [
            f"{app}.{name}"
            for app, name in loader.disk_migrations
            if app in ROOMS and (MADE_UP_BY_DJANGO.match(name) or name.count("_") < 2)
        ]

        assert wrong == []

    def test_call_no_code_of_ours(self) -> None:
        # Django itself writes `import a.b` for fields, validators and defaults, which
        # are part of the schema. What a person imports to call would change later.
        wrong = [
            f"{name_of(file)}: {line}"
            for file in files(under="medverkan", suffix=".py")
            if file.parent.name == "migrations"
            for line in file.read_text().splitlines()
            if line.startswith("from medverkan")
        ]

        assert wrong == []
