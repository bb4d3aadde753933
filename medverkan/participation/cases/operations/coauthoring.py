"""Others stand behind a proposal with its author: invited, said yes or no, left."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import references
from medverkan.foundation.audit.types import EventType
from medverkan.foundation.notices import operations as notices
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import ANYONE, SYSTEM, Actor, require
from medverkan.foundation.text import without_identity_numbers
from medverkan.participation.cases import coauthors, emails, events, rules
from medverkan.participation.cases.models import Backer, Case, Party, SecretLink
from medverkan.participation.cases.operations.backing import TooLate
from medverkan.participation.cases.operations.locking import lock, record, save

DAYS_TO_ANSWER = 14
# Of all proposals together, so that nobody is pestered by many.
MOST_TO_ONE_ADDRESS_A_WEEK = 3


class OwnAddress(Exception):
    """The one who wrote cannot be a co-author too."""


class WrittenToEnough(Exception):
    """The address has got as many invitations as anybody may get in a week."""


@transaction.atomic
def invite_coauthor(*, case: Case, email: str, at: dt.datetime) -> Backer:
    """
    Ask somebody to stand behind a proposal before it is published; the same one once.

    Whoever holds the secret link may. Nothing of what was written, or by whom, is in the
    letter.

    :raises NotPermitted: the rules offer it not, not so many, or not any more
    :raises OwnAddress: it is the address of the one who wrote
    :raises WrittenToEnough: the address has got many invitations lately
    """
    case = lock(case, version=None)
    invited = coauthors.of(case)
    for backer in invited:
        if backer.party.email.casefold() == email.casefold():
            return backer
    require(rules.may_invite_coauthor(case, invited))
    author = case.parties.get(role=Party.Role.SUBMITTER)
    if author.email.casefold() == email.casefold():
        raise OwnAddress(case.reference)
    if (
        _written_to(email, since=at - dt.timedelta(days=7))
        >= MOST_TO_ONE_ADDRESS_A_WEEK
    ):
        raise WrittenToEnough(case.reference)
    token = references.new_secret()
    party = Party.objects.create(
        case=case, role=Party.Role.CO_AUTHOR, email=email, language=author.language,
        answer_by=Party.Answer.EMAIL,
    )  # fmt: skip
    backer = Backer.objects.create(
        party=party, token_hash=references.hash_of(token), asked_at=at
    )
    _note(events.COAUTHOR_INVITED, case, actor=ANYONE, at=at)
    emails.coauthors.invite(case, party, token=token, actor=ANYONE, at=at)
    return backer


@transaction.atomic
def answer_as_coauthor(
    *, backer: Backer, is_willing: bool, name: str, at: dt.datetime
) -> Backer:
    """
    Take a yes or no; the first answer stands, and a no destroys the address.

    `name` is to be shown to everyone; empty where somebody wants no name shown. Whoever says
    yes gets a link of their own.

    :raises TooLate: the invitation, the review or the proposal has ended
    """
    case = lock(backer.party.case, version=None)
    backer = Backer.objects.select_related("party").get(pk=backer.pk)
    if backer.answered_at is not None:
        return backer
    if backer.party.erased_at is not None or not rules.may_be_coauthored(case):
        raise TooLate(case.reference)
    backer.answered_at, backer.is_willing = at, is_willing
    backer.save(update_fields=["answered_at", "is_willing"])
    if is_willing:
        backer.party.name, _ = without_identity_numbers(name)
        backer.party.save(update_fields=["name"])
        _note(events.COAUTHOR_AGREED, case, actor=ANYONE, at=at)
        emails.coauthors.welcome(case, backer.party, actor=ANYONE, at=at)
    else:
        _forget(backer.party, actor=ANYONE, at=at)
        _note(events.COAUTHOR_DECLINED, case, actor=ANYONE, at=at)
    return backer


@transaction.atomic
def leave_as_coauthor(*, party: Party, at: dt.datetime) -> None:
    """Let a co-author go: name, address and link are destroyed. Done twice, it is done once."""
    case = lock(party.case, version=None)
    party = Party.objects.get(pk=party.pk)
    if party.erased_at is None:
        _forget(party, actor=ANYONE, at=at)
        _note(events.COAUTHOR_LEFT, case, actor=ANYONE, at=at)


def end_coauthor_invitations(*, at: dt.datetime) -> int:
    """Destroy the addresses of those who did not answer in time; return how many."""
    waiting = coauthors.waiting().order_by("pk")
    late = at - dt.timedelta(days=DAYS_TO_ANSWER)
    return sum(
        _lapse(backer, at=at)
        for backer in waiting
        if backer.asked_at < late or not rules.may_be_coauthored(backer.party.case)
    )


@transaction.atomic
def _lapse(backer: Backer, *, at: dt.datetime) -> bool:
    case = lock(backer.party.case, version=None)
    still = coauthors.waiting().filter(pk=backer.pk).first()
    if still is None:
        return False
    _forget(still.party, actor=SYSTEM, at=at)
    _note(events.COAUTHOR_LAPSED, case, actor=SYSTEM, at=at)
    return True


def _written_to(email: str, *, since: dt.datetime) -> int:
    return Delivery.objects.filter(
        letter=emails.coauthors.INVITATION.name, to_email__iexact=email,
        written_at__gt=since,
    ).count()  # fmt: skip


def _forget(party: Party, *, actor: Actor, at: dt.datetime) -> None:
    notices.forget_address(
        case_id=party.case_id, email=party.email, letters=emails.coauthors.NAMES,
        actor=actor, at=at,
    )  # fmt: skip
    SecretLink.objects.filter(co_author=party, revoked_at=None).update(revoked_at=at)
    party.name = party.email = ""
    party.answer_by, party.erased_at = Party.Answer.NONE, at
    party.save(update_fields=["name", "email", "answer_by", "erased_at"])


def _note(event: EventType, case: Case, *, actor: Actor, at: dt.datetime) -> None:
    save(case)
    record(event, case, actor=actor, at=at)
