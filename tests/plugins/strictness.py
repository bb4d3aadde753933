"""Turns silent mistakes into failures: sockets, order, locks, template variables."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import OrderBy, QuerySet
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.template import Context, engines

from medverkan.foundation import memory
from scripts import catalogues

OURS = str(Path(settings.ROOT) / "medverkan")
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues, so that tests in Swedish read today's words."""
    if not hasattr(config, "workerinput"):
        catalogues.compile_changed()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests meet no database; leave out what needs a server that is not there."""
    for item in items:
        if "tests/architecture/" in item.nodeid or not _may_ask_a_database(item):
            item.add_marker("without_database")
    if connection.vendor == "postgresql":
        return
    missing = pytest.mark.skip(reason="runs in the round on PostgreSQL (DATABASE_URL)")
    for item in items:
        if item.get_closest_marker("postgresql"):
            item.add_marker(missing)


def _may_ask_a_database(item: pytest.Item) -> bool:
    # Whoever asks without one of these is refused by pytest-django.
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & fixtures)


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse connections to other machines."""
    connect = socket.socket.connect

    def connect_nearby(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            pytest.fail(f"A test tried to reach {address[0]}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_nearby)
        yield


@pytest.fixture(scope="session", autouse=True)
def unordered_means_any_order() -> Iterator[None]:
    """Shuffle the rows of our models where a query states no order."""
    get_order_by = SQLCompiler.get_order_by

    def shuffled(self: SQLCompiler) -> list[Any]:
        order = get_order_by(self)
        if order or not _may_shuffle(self):
            return order
        anyhow = OrderBy(Random()).resolve_expression(self.query)
        return [(anyhow, (*self.compile(anyhow), False))]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "get_order_by", shuffled)
        yield


def _may_shuffle(compiler: SQLCompiler) -> bool:
    query = compiler.query
    ours = query.model is not None and query.model.__module__.startswith("medverkan.")
    grouped = query.group_by is not None or query.distinct or query.combinator
    return ours and not grouped and not query.subquery


@pytest.fixture(scope="session", autouse=True)
def locks_name_their_rows() -> Iterator[None]:
    """Require `of=` of every select_for_update of ours: joins lock more than meant."""
    select_for_update = QuerySet.select_for_update

    def named(self: QuerySet, **options: Any) -> QuerySet:
        caller = sys._getframe(1).f_code.co_filename
        if caller.startswith(OURS) and not options.get("of"):
            pytest.fail(f"select_for_update without of= in {caller}")
        return select_for_update(self, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "select_for_update", named)
        yield


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Let no test see what another one's pages remembered."""
    memory.forget_all()


class UndefinedVariable(str):
    """What Django prints for a variable that has no value; here it fails the test."""

    __slots__ = ()

    def __new__(cls) -> Self:
        """Look like a text with a place for the name, or Django would not ask."""
        return super().__new__(cls, "%s")

    def __mod__(self, name: Any) -> str:
        origin = _template_being_rendered()
        if origin.startswith(OURS):
            pytest.fail(f"Undefined variable {name!s} in {origin}")
        return ""


def _template_being_rendered() -> str:
    frame = sys._getframe(1)
    while frame:
        context = frame.f_locals.get("context")
        if isinstance(context, Context):
            template = context.render_context.template or context.template
            return template.origin.name if template else ""
        frame = frame.f_back
    return ""


@pytest.fixture(scope="session", autouse=True)
def no_undefined_template_variables() -> None:
    """Fail on a variable that the view or the include did not pass."""
    engines["django"].engine.string_if_invalid = UndefinedVariable()
