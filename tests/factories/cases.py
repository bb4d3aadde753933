"""
Cases for tests, made by the real operation.

`lodged()` is a case received on 10 November 2026 with a sender who wants e-mail;
`officer_of(case)` is an actor who may work with it.
"""

import datetime as dt

from medverkan.foundation.accounts import actors
from medverkan.foundation.permissions import ANYONE, SYSTEM, Actor
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.operations import Said, Sender
from medverkan.participation.cases.states import AskedKind, Channel
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import (
    RoleAssignmentFactory,
    TopicFactory,
    UserFactory,
)
from tests.factories.pathways import RuleSetFactory

AT = dt.datetime(2026, 11, 10, 13, 0, tzinfo=dt.UTC)


def said(**values) -> Said:
    """Something to say about a topic, with a rule set that answers in ten working days."""
    if "pathway" not in values:
        values["pathway"] = RuleSetFactory().pathway
    if "topic" not in values and "body" not in values:
        values["topic"] = TopicFactory()
    return Said(
        **{"title": "Lampan är trasig", "text": "Lampan vid bron är trasig."} | values
    )


def sender(**values) -> Sender:
    """Somebody who wants the answer by e-mail."""
    return Sender(
        **{
            "name": "Marja Lindqvist",
            "email": "marja@example.org",
            "answer_by": "email",
        }
        | values
    )


def lodged(
    *,
    at: dt.datetime = AT,
    by: Sender | None = None,
    token: str | None = None,
    **values,
) -> Case:
    """A received case; `values` go to `said`."""
    return operations.lodge(
        said=said(**values),
        sender=by or sender(),
        channel=Channel.WEB,
        actor=ANYONE,
        at=at,
        token=token,
    ).case


def gathering(title: str, **values) -> Case:
    """A published proposal, of rules in `pathway` that gather votes."""
    case = lodged(title=title, **values)
    operations.publish(
        case=case,
        title=title,
        text="Sätt ut fler bänkar.",
        version=case.version,
        actor=officer_of(case),
        at=AT,
    )
    return Case.objects.get(pk=case.pk)


def officer_of(case: Case) -> Actor:
    """An officer at the case's body."""
    return assigned_officer(case)[1]


def assigned_officer(case: Case):
    """A user with the role of officer at the case's body, and the actor that it is."""
    user = UserFactory()
    RoleAssignmentFactory(user=user, role=Role.OFFICER, body=case.body)
    return user, actors.actor_of(user, AT)


def asked(topic, label: str, *, kind: AskedKind = AskedKind.TEXT, **facts):
    """A question that is asked about a topic; `facts` are fields of `TopicQuestion`."""
    return operations.save_topic_question(
        question=None,
        topic=topic,
        label={"sv": label},
        kind=kind,
        actor=SYSTEM,
        at=AT,
        **facts,
    )
