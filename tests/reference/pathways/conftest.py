"""Clients of those who use the room's pages."""

from __future__ import annotations

import pytest
from django.test import Client

from medverkan.foundation import clock
from medverkan.foundation.permissions import SYSTEM
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways import operations
from tests.factories.bodies import RoleAssignmentFactory


def _client(role: Role) -> Client:
    client = Client()
    client.force_login(RoleAssignmentFactory(role=role, body=None).user)
    return client


@pytest.fixture
def strategist_client(db) -> Client:
    return _client(Role.STRATEGIST)


@pytest.fixture
def second_client(db) -> Client:
    """Another strategist: the second person."""
    return _client(Role.STRATEGIST)


@pytest.fixture
def officer_client(db) -> Client:
    return _client(Role.OFFICER)


@pytest.fixture
def presets_loaded(db) -> None:
    operations.load_presets(actor=SYSTEM, at=clock.now())
