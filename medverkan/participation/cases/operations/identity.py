"""Protected identity (skyddade personuppgifter) of the one who wrote."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from medverkan.foundation.permissions import ANYONE, Actor, require
from medverkan.participation.cases import events, rules
from medverkan.participation.cases.models import Case, Message, Party
from medverkan.participation.cases.operations import protecting
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.states import MessageKind

# Whoever may be persecuted: where they live and how they are reached (OSL 2009:400).
PROVISION = "OSL 21 kap. 3 §"


@transaction.atomic
def protect_identity(
    *, case: Case, at: dt.datetime, actor: Actor = ANYONE, version: int | None = None
) -> Case:
    """
    Note that the one who wrote has protected identity; done twice, it is done once.

    The case is marked for secrecy. A proposal, which is nothing unless it is published,
    goes on without name and place. Whoever holds the secret link may do this.

    :raises NotPermitted: the actor is staff and may not mark the case
    """
    case = lock(case, version=version)
    require(actor.user_id is None or rules.may_mark_secrecy(actor, case))
    party = case.parties.filter(role=Party.Role.SUBMITTER, erased_at=None).first()
    require(party is not None)
    assert party is not None
    if not party.has_protected_identity:
        party.has_protected_identity = True
        party.save(update_fields=["has_protected_identity"])
        hide_person(case, actor=actor, at=at)
    return case


def hide_person(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Close a locked case whose author has protected identity, or hide who and where."""
    case.published_name = ""
    if case.is_proposal:
        _keep_place_inside(case, at=at)
    else:
        protecting.close_to_others(case, provision=PROVISION, actor=actor, at=at)
    save(
        case, "published_name", "place", "latitude", "longitude", "is_protected",
        "publication",
    )  # fmt: skip
    record(events.IDENTITY_PROTECTED, case, actor=actor, at=at)


def _keep_place_inside(case: Case, *, at: dt.datetime) -> None:
    # What is published shows its place: those who handle it find it in a note instead.
    position = ""
    if case.latitude is not None:
        position = f"{case.latitude}, {case.longitude}"
    where = " · ".join(filter(None, [case.place, position]))
    case.place, case.latitude, case.longitude = "", None, None
    if where:
        with translation.override("sv"):
            text = _("Place, which is not to be published: %(where)s")
        Message.objects.create(
            case=case,
            kind=MessageKind.NOTE,
            authority=case.authority,
            text=text % {"where": where},
            written_at=at,
        )


@transaction.atomic
def lift_identity_protection(
    *, case: Case, version: int, actor: Actor, at: dt.datetime
) -> Case:
    """Note that the identity of the one who wrote is not protected any more."""
    case = lock(case, version=version)
    require(rules.may_mark_secrecy(actor, case))
    case.parties.update(has_protected_identity=False)
    if case.secrecy_marks.filter(lifted_at=None, provision=PROVISION).exists():
        protecting.lift_mark(case, at=at)
    save(case, "is_protected")
    record(events.IDENTITY_UNPROTECTED, case, actor=actor, at=at)
    return case


@transaction.atomic
def read_identity(*, case: Case, actor: Actor, at: dt.datetime) -> Party:
    """
    Open who the one with protected identity is and how they are reached; each time is logged.

    :raises NotPermitted: the actor neither has the case nor keeps the register
    """
    case = lock(case, version=None)
    require(rules.may_read_identity(actor, case))
    record(events.IDENTITY_READ, case, actor=actor, at=at)
    return case.parties.get(role=Party.Role.SUBMITTER)
