"""Closed cases and decisions on destruction, for tests."""

from __future__ import annotations

import datetime as dt

from medverkan.foundation.accounts import actors
from medverkan.foundation.permissions import SYSTEM, Actor
from medverkan.participation.cases import operations as cases
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import Outcome
from medverkan.publishing.records import operations
from medverkan.publishing.records.models import RetentionRule, RetentionRun
from medverkan.publishing.records.states import Measure
from medverkan.reference.bodies.models import Body
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register import operations as register
from medverkan.reference.register.models import LegalHold, Record
from tests.factories.bodies import RoleAssignmentFactory, UserFactory
from tests.factories.cases import AT, lodged, officer_of

TWO_YEARS_LATER = AT.replace(year=2029)


def closed(*, at: dt.datetime = AT, **values) -> Case:
    """A case that was answered and closed on the day it arrived."""
    case = lodged(at=at, **values)
    officer = officer_of(case)
    cases.reply(
        case=case, text="Lampan är bytt.", outcome=Outcome.FIXED,
        version=case.version, actor=officer, at=at,
    )  # fmt: skip
    case.refresh_from_db()
    cases.close(case=case, version=case.version, actor=officer, at=at)
    case.refresh_from_db()
    return case


def rule(
    authority: Body,
    *,
    keep_years: int = 2,
    measure: Measure = Measure.DESTROY,
    at: dt.datetime = AT,
    **values,
) -> RetentionRule:
    """A decision of the authority on all its cases."""
    return operations.record_rule(
        **{
            "authority": authority,
            "pathway": None,
            "class_code": None,
            "keep_years": keep_years,
            "measure": measure,
            "decided_by": authority,
            "decided_date": at.date(),
            "paragraph": "112",
            "actor": SYSTEM,
            "at": at,
        }
        | values
    )


def keeper(authority: Body, role: str = Role.REGISTRAR) -> Actor:
    """Somebody who keeps the authority's records."""
    user = UserFactory()
    RoleAssignmentFactory(user=user, role=role, body=authority)
    return actors.actor_of(user, TWO_YEARS_LATER)


def listed(authority: Body, at: dt.datetime = TWO_YEARS_LATER) -> RetentionRun:
    """A list made by a registrar."""
    return operations.list_due(authority=authority, actor=keeper(authority), at=at)


def approved(authority: Body, at: dt.datetime = TWO_YEARS_LATER) -> RetentionRun:
    """A list that a second registrar has approved."""
    run = listed(authority, at)
    return operations.approve_run(run=run, actor=keeper(authority), at=at)


def held(case: Case, ground: str = LegalHold.Ground.APPEAL) -> LegalHold:
    """A legal hold on the case's record."""
    record = Record.objects.get(about_case=case.pk)
    return register.place_hold(
        record=record, ground=ground, reason="Mål 123-26", actor=SYSTEM, at=AT
    )
