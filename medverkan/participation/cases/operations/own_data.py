"""How the one who wrote is reached and named, put right by themselves or for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from medverkan.foundation.notices import operations as notices
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import ANYONE, Actor, require
from medverkan.foundation.states import TransitionRefused
from medverkan.participation.cases import emails, events, rules
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
    wants_easy_words: bool = False


@transaction.atomic
def correct_contact(
    *, case: Case, contact: Contact, at: dt.datetime, actor: Actor = ANYONE
) -> Party:
    """
    Put right how the one who wrote is reached (GDPR 16); what is written stays.

    Whoever holds the secret link may do this. What is the same already changes nothing.

    :raises NotPermitted: it has been destroyed by decision
    """
    return put_right(lock(case, version=None), contact, actor=actor, at=at)


@transaction.atomic
def send_letters_again(
    *,
    case: Case,
    contact: Contact,
    letters: Collection[UUID],
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> list[Delivery]:
    """
    See to the letters that did not arrive: put the contact right, and send these again.

    Each is sent again once, by the way chosen in `contact`; with neither e-mail nor letter
    chosen none is. Those left out of `letters` are seen to without being sent.

    :raises TransitionRefused: none is left to see to, or one has been seen to meanwhile
    """
    case = lock(case, version=version)
    require(rules.may_correct_contact(actor, case))
    lost = list(emails.sent.lost_about(case.pk))
    if not lost:
        raise TransitionRefused(state=case.state, transition="send again")
    put_right(case, contact, actor=actor, at=at)
    for delivery in lost:
        notices.settle(delivery=delivery, actor=actor, at=at)
        if delivery.uuid in letters:
            emails.send_again(case, delivery, actor=actor, at=at)
    save(case)
    record(events.LETTERS_SEEN_TO, case, actor=actor, at=at)
    return lost


@transaction.atomic
def correct_contact_of(
    *, case: Case, contact: Contact, version: int, actor: Actor, at: dt.datetime
) -> Party:
    """Put right for the one who wrote how they are reached, as they have told us."""
    case = lock(case, version=version)
    require(rules.may_correct_contact(actor, case))
    return put_right(case, contact, actor=actor, at=at)


def put_right(case: Case, contact: Contact, *, actor: Actor, at: dt.datetime) -> Party:
    """Write in a locked case how the one who wrote is reached."""
    party = (
        Party.objects.select_for_update(of=("self",))
        .filter(case=case, role=Party.Role.SUBMITTER)
        .first()
    )
    require(party is not None and rules.resident_may_correct(party))
    assert party is not None
    # Staff do not see what is protected, so what they leave empty is not taken away.
    is_unseen = party.has_protected_identity and actor.user_id is not None
    changed = {
        field: value
        for field, value in asdict(contact).items()
        if getattr(party, field) != value and (value or not is_unseen)
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
