"""Somebody else says yes before a proposal is published: the guardian of a child."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import references
from medverkan.foundation.permissions import ANYONE, Actor, require
from medverkan.foundation.text import without_identity_numbers
from medverkan.participation.cases import emails, events, rules
from medverkan.participation.cases.models import Backer, Case, Party
from medverkan.participation.cases.operations import beginning
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.states import Channel


class TooLate(Exception):
    """The proposal is published, or has ended."""


def begin(
    case: Case, *, email: str, has_signed: bool, actor: Actor, at: dt.datetime
) -> None:
    """
    Let a locked case of somebody under the age of its rules wait for a guardian's yes.

    Nothing where the rules have no such age, or the yes came along with it.
    """
    if case.rule_set.guardian_below_age is None:
        return
    party = Party.objects.create(
        case=case, role=Party.Role.GUARDIAN, email=email, language=_language_of(case)
    )
    backer = Backer(party=party, asked_at=at, asked_count=0)
    if has_signed:
        backer.answered_at, backer.is_willing = at, True
        backer.save()
        save(case)
        record(events.GUARDIAN_AGREED, case, actor=actor, at=at, channel=case.channel)
        return
    _wait(case)
    if email:
        _ask(case, backer, actor=actor, at=at)
    else:
        backer.save()


def end(case: Case) -> None:
    """Let a locked case that comes under other rules wait for no guardian of the former."""
    Backer.objects.filter(party__case=case, party__role=Party.Role.GUARDIAN).delete()
    Party.objects.filter(case=case, role=Party.Role.GUARDIAN).delete()
    if case.awaits_guardian:
        case.awaits_guardian = False
        save(case, "awaits_guardian")


@transaction.atomic
def ask_guardian(*, case: Case, email: str, at: dt.datetime) -> Backer:
    """
    Write to the guardian whom the author names now; the letter before is worth nothing.

    Whoever holds the secret link may.

    :raises NotPermitted: the case waits for no guardian, or too many letters have gone
    """
    case = lock(case, version=None)
    backer = _guardian_of(case)
    require(rules.may_ask_guardian(case, backer))
    backer.party.email = email
    backer.party.save(update_fields=["email"])
    _ask(case, backer, actor=ANYONE, at=at)
    return backer


@transaction.atomic
def answer_as_backer(
    *, backer: Backer, is_willing: bool, name: str, at: dt.datetime
) -> Backer:
    """
    Take the yes or no of somebody who was asked; said twice, it is said once.

    Whoever holds the link of the letter may, and may change it until it is published.

    :raises TooLate: the proposal is published, or has ended
    """
    case = lock(backer.party.case, version=None)
    backer = Backer.objects.select_related("party").get(pk=backer.pk)
    if not rules.may_be_backed(case):
        raise TooLate(case.reference)
    if backer.answered_at is not None and backer.is_willing == is_willing:
        return backer
    _say(backer, is_willing=is_willing, name=name, at=at)
    if is_willing:
        _go_on(case, Channel.WEB, actor=ANYONE, at=at)
    else:
        _wait(case)
        record(events.GUARDIAN_DECLINED, case, actor=ANYONE, at=at)
    emails.backers.tell_author(case, is_willing=is_willing, actor=ANYONE, at=at)
    return backer


@transaction.atomic
def note_guardian(
    *,
    case: Case,
    name: str,
    channel: Channel,
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> Backer:
    """
    Note a guardian's yes that came on paper, by telephone or at a desk.

    :raises NotPermitted: the actor may not, or the case waits for no guardian
    """
    case = lock(case, version=version)
    require(rules.may_note_guardian(actor, case))
    backer = _guardian_of(case)
    _say(backer, is_willing=True, name=name, at=at)
    _go_on(case, channel, actor=actor, at=at)
    emails.backers.tell_author(case, is_willing=True, actor=actor, at=at)
    return backer


def _wait(case: Case) -> None:
    """Let a locked case wait; a proposal's clock begins with the yes."""
    case.awaits_guardian = True
    if case.is_proposal:
        case.due_date = None
    save(case, "awaits_guardian", "due_date")


def _go_on(case: Case, channel: Channel, *, actor: Actor, at: dt.datetime) -> None:
    case.awaits_guardian = False
    if case.is_proposal:
        case.due_date = beginning.due_date(case.rule_set, since=at)
    save(case, "awaits_guardian", "due_date")
    record(events.GUARDIAN_AGREED, case, actor=actor, at=at, channel=channel.value)


def _ask(case: Case, backer: Backer, *, actor: Actor, at: dt.datetime) -> None:
    token = references.new_secret()
    backer.token_hash = references.hash_of(token)
    backer.asked_at, backer.asked_count = at, backer.asked_count + 1
    backer.answered_at, backer.is_willing = None, False
    backer.save()
    save(case)
    record(events.GUARDIAN_ASKED, case, actor=actor, at=at)
    emails.backers.ask_guardian(case, backer.party, token=token, actor=actor, at=at)


def _say(backer: Backer, *, is_willing: bool, name: str, at: dt.datetime) -> None:
    backer.answered_at, backer.is_willing = at, is_willing
    backer.save(update_fields=["answered_at", "is_willing"])
    backer.party.name, _ = without_identity_numbers(name)
    backer.party.save(update_fields=["name"])


def _guardian_of(case: Case) -> Backer:
    return Backer.objects.select_related("party").get(
        party__case=case, party__role=Party.Role.GUARDIAN
    )


def _language_of(case: Case) -> str:
    return case.parties.get(role=Party.Role.SUBMITTER).language
