"""A proposal that concerns a national minority needs no votes, where the rules say so."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.permissions import Actor, require
from medverkan.participation.cases import events, rules
from medverkan.participation.cases.models import Case, Exemption
from medverkan.participation.cases.operations import proposing
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.states import CaseState


@transaction.atomic
def exempt(
    *, case: Case, reason: str, version: int, actor: Actor, at: dt.datetime
) -> Exemption:
    """
    Decide that a proposal concerns a national minority, and so needs no votes.

    One under review goes to its body when it is published. One that gathers votes goes now:
    its ballot takes no new votes, and what was counted stays shown.

    :raises NotPermitted: the actor does not review it, or its rules exempt nothing
    """
    case = lock(case, version=version)
    require(rules.may_exempt(actor, case))
    assert actor.user_id is not None
    exemption = Exemption.objects.create(
        case=case, reason=reason, decided_by_id=actor.user_id, decided_at=at
    )
    save(case)
    record(events.EXEMPTED, case, actor=actor, at=at)
    if case.state == CaseState.GATHERING:
        proposing.send_without_votes(case, actor=actor, at=at)
    return exemption


@transaction.atomic
def lift_exemption(*, case: Case, version: int, actor: Actor, at: dt.datetime) -> Case:
    """
    Take the decision back while the proposal is under review: it then needs votes as others.

    :raises NotPermitted: the actor does not review it, or there is nothing to take back
    """
    case = lock(case, version=version)
    require(rules.may_lift_exemption(actor, case))
    Exemption.objects.filter(case=case).delete()
    save(case)
    record(events.EXEMPTION_LIFTED, case, actor=actor, at=at)
    return case
