"""Voting with e-ID: one trip to the provider and back, without an account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from medverkan.foundation import clock
from medverkan.foundation.accounts import identify
from medverkan.foundation.accounts.identify import Identified, Purpose
from medverkan.foundation.design.posting import public_form
from medverkan.participation.ballots import (
    census,
    keyring,
    limits,
    operations,
    schemes,
    subjects,
)
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.ballots.operations import Outcome, Result
from medverkan.participation.ballots.registers import NotInRegister
from medverkan.participation.ballots.schemes import Scheme, Tag
from medverkan.participation.ballots.views.finding import ballot_of, honest_when_away
from medverkan.participation.ballots.views.voting import show_outcome

KEY = "person"


@public_form
@never_cache
@honest_when_away
@require_http_methods(["POST"])
def start(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Send the voter to the e-ID provider."""
    return _start(request, uuid, VOTING)


@public_form
@never_cache
@honest_when_away
@require_http_methods(["POST"])
def start_withdrawal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Send somebody who wants to take back a vote to the e-ID provider."""
    return _start(request, uuid, WITHDRAWING)


def _start(request: HttpRequest, uuid: UUID, purpose: Purpose) -> HttpResponse:
    ballot = ballot_of(uuid)
    if ballot.scheme == Scheme.EMAIL:
        raise Http404
    limits.count(request, what="vote", limit=limits.VOTES)
    try:
        if ballot.scheme == Scheme.REGISTER:
            census.in_use(ballot)
        return identify.start(request, purpose=purpose, reference=str(ballot.uuid))
    except identify.NoProvider as error:
        raise Http404 from error
    except NotInRegister:
        context = {"subject": subjects.of(ballot)}
        return render(request, "ballots/no_register.html", context, status=503)


def _keys(reference: str) -> Mapping[str, bytes]:
    ballot = ballot_of(UUID(reference))
    if ballot.scheme == Scheme.REGISTER:
        return {KEY: census.key_for(ballot)}
    return {KEY: keyring.key_of(ballot)}


def _vote(request: HttpRequest, reference: str, identified: Identified) -> HttpResponse:
    return _settle(request, reference, identified, operations.vote_with_eid)


def _withdraw(
    request: HttpRequest, reference: str, identified: Identified
) -> HttpResponse:
    return _settle(request, reference, identified, operations.withdraw_with_eid)


def _settle(
    request: HttpRequest,
    reference: str,
    identified: Identified,
    operation: Callable[..., Outcome],
) -> HttpResponse:
    ballot = ballot_of(UUID(reference))
    context: dict[str, Any] = {"subject": subjects.of(ballot)}
    try:
        tag = _tag(ballot, identified.tags[KEY])
        outcome = operation(ballot=ballot, tag=tag, at=clock.now())
    except NotInRegister:
        context["census"] = census.in_use(ballot)
        return render(request, "ballots/not_in_register.html", context, status=403)
    except operations.BallotClosed:
        return render(request, "ballots/over.html", context)
    if outcome.result is Result.UNKNOWN:
        return render(request, "ballots/nothing_to_withdraw.html", context)
    return show_outcome(request, ballot, outcome)


def _tag(ballot: Ballot, value: bytes) -> Tag:
    if ballot.scheme == Scheme.REGISTER:
        row = census.row_of(ballot, value)
        return schemes.register_tag(key=keyring.key_of(ballot), row=row)
    return Tag(scheme=Scheme.PERSON, value=value)


def _back(reference: str) -> str:
    return reverse("ballots:vote", args=[reference])


VOTING = Purpose(name="ballots.vote", keys=_keys, done=_vote, back=_back)
WITHDRAWING = Purpose(name="ballots.withdraw", keys=_keys, done=_withdraw, back=_back)
