"""
Fault reports and keys for tests.

`fault_rules()` opens the way in for fault reports, `reported()` is a published one, `issued()` a
key with its secret.
"""

import datetime as dt

from medverkan.foundation.permissions import Actor, Grant
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case
from medverkan.publishing.api import operations as api
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways.choices import Category, Publication
from medverkan.reference.pathways.models import RuleSet
from tests.factories.bodies import UserFactory
from tests.factories.cases import AT, lodged, officer_of
from tests.factories.pathways import PathwayFactory, RuleSetFactory


def fault_rules(**values) -> RuleSet:
    """Rules under which the one who reports says whether it may be published."""
    pathway = PathwayFactory(category=Category.FAULT_REPORT)
    return RuleSetFactory(
        pathway=pathway, **{"publication": Publication.OPTIONAL} | values
    )


def reported(rules: RuleSet, *, at: dt.datetime = AT, **values) -> Case:
    """A published fault report."""
    case = lodged(at=at, pathway=rules.pathway, may_be_published=True, **values)
    operations.publish(
        case=case,
        title="Lampan vid bron",
        text="Lampan vid bron är trasig.",
        shows_place=True,
        version=case.version,
        actor=officer_of(case),
        at=at,
    )
    case.refresh_from_db()
    return case


def administrator() -> Actor:
    """Somebody who keeps the keys."""
    return Actor(
        user_id=UserFactory().pk, grants=frozenset({Grant(Role.ADMINISTRATOR)})
    )


def issued(at: dt.datetime = AT) -> api.Issued:
    """A key, with its secret."""
    return api.issue_key(
        name="Appen", contact="app@example.org", actor=administrator(), at=at
    )
