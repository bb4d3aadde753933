"""Ballots and votes for tests, made by the operations themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import factory

from medverkan.foundation.permissions import SYSTEM, Actor, Grant
from medverkan.participation.ballots import models, operations, tasks
from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.operations import (
    About,
    Begun,
    Outcome,
    Row,
    Rules,
    Voter,
    Window,
)

AT = dt.datetime(2026, 11, 10, 13, 0, tzinfo=dt.UTC)
OFFICER = Actor(user_id=1, grants=frozenset({Grant("officer")}))
SECOND_OFFICER = Actor(user_id=2, grants=frozenset({Grant("reviewer")}))
REGISTRAR = Actor(user_id=3, grants=frozenset({Grant("registrar")}))
ADMINISTRATOR = Actor(user_id=4, grants=frozenset({Grant("administrator")}))


class BallotFactory(factory.Factory):
    """A ballot of e-mail addresses, open ten days around `AT`; extra arguments are rules."""

    class Meta:
        model = models.Ballot

    opens_at = AT - dt.timedelta(days=5)
    closes_at = AT + dt.timedelta(days=5)
    version = 1

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> models.Ballot:
        window = Window(kwargs.pop("opens_at"), kwargs.pop("closes_at"))
        about = About(
            subject_kind=kwargs.pop("subject_kind", "test"),
            body_id=kwargs.pop("body_id", None),
        )
        return operations.open_ballot(
            rules=Rules(**kwargs), about=about, window=window, actor=SYSTEM, at=AT
        )


def begin(ballot: models.Ballot, name: str = "anna", at: dt.datetime = AT) -> Begun:
    """Try to vote from an address of this name."""
    voter = Voter(email=f"{name}@example.org")
    return operations.attempt(ballot=ballot, voter=voter, at=at)


def vote(ballot: models.Ballot, name: str = "anna", at: dt.datetime = AT) -> Outcome:
    """Try and confirm."""
    begun = begin(ballot, name, at)
    return operations.confirm(ballot=ballot, secret=begun.secret, at=at)


def vote_many(ballot: models.Ballot, count: int, prefix: str = "p") -> list[UUID]:
    """Vote from so many addresses; return the attempts' numbers."""
    return [vote(ballot, f"{prefix}{n}").number for n in range(count)]


def register_row(ballot: models.Ballot, name: str, **row: Any) -> Outcome:
    """Register a row of a list, with a name and the same postcode for all."""
    return operations.register_row(
        ballot=ballot,
        channel=Channel.LIST,
        row=Row(name=name, postcode="503 35", **row),
        actor=OFFICER,
        at=AT,
    )


def strike(
    ballot: models.Ballot, numbers: list[UUID], at: dt.datetime = AT, **more: Any
) -> models.Correction:
    """Propose and approve a correction."""
    proposal = operations.propose_strike(
        ballot=ballot,
        numbers=numbers,
        ground="automated",
        reason="Samma mönster",
        actor=OFFICER,
        at=at,
        **more,
    )
    return operations.approve_strike(
        proposal=proposal, role="reviewer", actor=SECOND_OFFICER, at=at
    )


def seal(ballot: models.Ballot, at: dt.datetime = AT) -> models.Head | None:
    """Seal what waits."""
    return tasks.seal_and_note(ballot, at=at)
