"""What closes a case to some: secrecy marks and conflicts of interest."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import Actor, require
from medverkan.participation.cases import events, rules
from medverkan.participation.cases.models import Case, Disqualification, SecrecyMark
from medverkan.participation.cases.operations import registering
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.operations.merging import stand_alone
from medverkan.participation.cases.states import Publication


@transaction.atomic
def mark_secrecy(
    *, case: Case, provision: str, version: int, actor: Actor, at: dt.datetime
) -> SecrecyMark:
    """
    Mark the case as possibly secret (OSL 5:5): a warning, not a decision.

    A published case is taken down; nothing of it is found or listed from now on.
    """
    case = lock(case, version=version)
    require(rules.may_mark_secrecy(actor, case))
    mark = close_to_others(case, provision=provision, actor=actor, at=at)
    save(case, "is_protected", "publication")
    record(events.SECRECY_MARKED, case, actor=actor, at=at)
    return mark


def close_to_others(
    case: Case, *, provision: str, actor: Actor, at: dt.datetime
) -> SecrecyMark:
    """Mark a locked case, unsaved, here and in the diary; a mark in force stays as it is."""
    mark, _ = SecrecyMark.objects.get_or_create(
        case=case,
        lifted_at=None,
        defaults={
            "provision": provision,
            "authority": case.authority,
            "marked_by_id": actor.user_id,
            "marked_at": at,
        },
    )
    stand_alone(case, actor=actor, at=at)
    case.is_protected = True
    if case.publication == Publication.PUBLISHED:
        case.publication = Publication.PRIVATE
    registering.mark_in_diary(case, provision=provision, at=at)
    return mark


@transaction.atomic
def lift_secrecy(*, case: Case, version: int, actor: Actor, at: dt.datetime) -> Case:
    """
    Lift the mark; a case on a protected topic stays protected.

    :raises NotPermitted: also while the one who wrote has protected identity
    """
    case = lock(case, version=version)
    require(rules.may_lift_secrecy(actor, case))
    lift_mark(case, at=at)
    save(case, "is_protected")
    record(events.SECRECY_LIFTED, case, actor=actor, at=at)
    return case


def lift_mark(case: Case, *, at: dt.datetime) -> None:
    """Lift the mark of a locked case, unsaved, here and in the diary."""
    case.secrecy_marks.filter(lifted_at__isnull=True).update(lifted_at=at)
    case.is_protected = bool(case.topic and case.topic.is_protected)
    registering.unmark_in_diary(case, at=at)


@transaction.atomic
def declare_conflict(
    *,
    case: Case,
    user: User,
    ground: Disqualification.Ground,
    actor: Actor,
    at: dt.datetime,
) -> Disqualification:
    """
    Close the case to a user at once: declared unprompted, or named in it.

    The case leaves the user's hands and is in the body's list again. Anyone may declare their
    own conflict; who may route the case may record that it names somebody.
    """
    case = lock(case, version=None)
    require(
        rules.may_route(actor, case)
        or (actor.user_id == user.pk and rules.may_see(actor, case))
    )
    row, made = Disqualification.objects.get_or_create(
        case=case, user=user, defaults={"ground": ground, "declared_at": at}
    )
    if not made:
        return row
    if case.assignee_id == user.pk:
        case.assignee = None
    save(case, "assignee")
    record(events.CONFLICT_DECLARED, case, actor=actor, at=at, ground=row.ground)
    return row
