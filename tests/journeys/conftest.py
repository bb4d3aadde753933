"""A small town with one body, one topic and somebody at work, ready in a moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client

from medverkan.foundation.accounts.models import User
from medverkan.reference.bodies.models import Body, Topic
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways.models import Pathway
from tests.factories.bodies import (
    AdministrationFactory,
    BodyFactory,
    RoleAssignmentFactory,
    TopicFactory,
    UserFactory,
)
from tests.factories.pathways import RuleSetFactory


@dataclass(frozen=True)
class Town:
    """What a journey needs to know of the municipality."""

    pathway: Pathway
    topic: Topic
    body: Body
    officer: User


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A town in which the technical administration answers for lamps."""
    executive = BodyFactory(kind="executive_board", name="Kommunstyrelsen")
    body = AdministrationFactory(name="Tekniska förvaltningen", authority=executive)
    officer = UserFactory(name="Frida Holmgren")
    RoleAssignmentFactory(user=officer, role=Role.OFFICER, body=body)
    return Town(
        pathway=RuleSetFactory(pathway__name="Synpunkt").pathway,
        topic=TopicFactory(name="Gatubelysning", body=body),
        body=body,
        officer=officer,
    )


@pytest.fixture
def sign_in() -> Callable[..., None]:
    """Return a function that gives a page's browser the session of a user."""

    def give(page, user: User) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": page.url}]
        )

    return give


@pytest.fixture
def technical() -> Body:
    """The administration of the technical board."""
    board = BodyFactory(name="Tekniska nämnden", slug="tekniska-namnden")
    return AdministrationFactory(name="Tekniska förvaltningen", authority=board)
