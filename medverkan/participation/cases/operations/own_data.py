"""What the one who wrote may have changed about themselves."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction

from medverkan.foundation.permissions import ANYONE, Actor, require
from medverkan.participation.cases import events, rules
from medverkan.participation.cases.models import Case, Party
from medverkan.participation.cases.operations.locking import lock, record, save


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How the one who wrote is reached; empty is anonymous."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    answer_by: str = Party.Answer.NONE


@transaction.atomic
def correct_contact(
    *, case: Case, contact: Contact, at: dt.datetime, actor: Actor = ANYONE
) -> Party:
    """
    Put right how the one who wrote is reached (GDPR 16); what is written stays.

    Whoever holds the secret link may do this. What is the same already changes nothing.

    :raises NotPermitted: it has been destroyed by decision
    """
    case = lock(case, version=None)
    party = (
        Party.objects.select_for_update(of=("self",))
        .filter(case=case, role=Party.Role.SUBMITTER)
        .first()
    )
    require(party is not None and rules.resident_may_correct(party))
    assert party is not None
    changed = {
        field: value
        for field, value in asdict(contact).items()
        if getattr(party, field) != value
    }
    if not changed:
        return party
    for field, value in changed.items():
        setattr(party, field, value)
    party.save(update_fields=sorted(changed))
    save(case)
    record(events.CONTACT_CORRECTED, case, actor=actor, at=at)
    return party


@transaction.atomic
def hide_name(*, case: Case, at: dt.datetime, actor: Actor = ANYONE) -> Case:
    """
    Take the name off what everyone may read; done twice, it is done once.

    Whoever holds the secret link may do this.
    """
    case = lock(case, version=None)
    if case.published_name:
        case.published_name = ""
        save(case, "published_name")
        record(events.NAME_HIDDEN, case, actor=actor, at=at)
    return case
