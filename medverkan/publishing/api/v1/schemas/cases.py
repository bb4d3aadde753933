"""Cases as everyone may read them, and as the one who wrote may."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from ninja import Schema
from pydantic import Field

from medverkan.participation.cases.states import (
    BoardOutcome,
    CaseState,
    Channel,
    MessageKind,
    Outcome,
)
from medverkan.publishing.api.v1.schemas.shared import (
    Language,
    Named,
    Reference,
    Url,
    Words,
)


class Votes(Schema):
    """
    The number and how it comes about.

    received = waiting + repeated + expired + withdrawn + struck + counted
    """

    received: int = Field(examples=[240])
    waiting: int = Field(
        description="Not confirmed yet, or compared by a person.", examples=[12]
    )
    repeated: int = Field(description="Counted already.", examples=[9])
    expired: int = Field(description="Never confirmed in time.", examples=[4])
    withdrawn: int = Field(description="Taken back by the one who voted.", examples=[3])
    struck: int = Field(description="Removed after a check.", examples=[2])
    counted: int = Field(description="The number that is shown.", examples=[210])
    threshold: int | None = Field(
        description="The number that hands it over.", examples=[200]
    )


class CaseVotes(Votes):
    """The votes of a case, and where they can be verified."""

    ballot: Url = Field(description="The ballot in this interface.")


class CaseRow(Schema):
    """A published case in a list. Nobody is named."""

    reference: Reference
    url: Url = Field(description="The page for people.")
    api_url: Url = Field(description="The whole case in this interface.")
    title: str = Field(examples=["Belysning vid gångbron"])
    language: Language
    kind: Named = Field(description="The way in; see /pathways.")
    topic: Named | None
    area: Named | None
    body: Named = Field(description="Who answers.")
    authority: Named
    state: CaseState
    outcome: Outcome | None = Field(description="What an officer's answer came to.")
    arrived_date: dt.date
    published_at: dt.datetime
    answered_at: dt.datetime | None
    votes: CaseVotes | None = Field(
        description="Only where votes are gathered.", default=None
    )


class CasePage(Schema):
    """Published cases, newest first, and where the list goes on."""

    cases: list[CaseRow]
    next: Url | None = Field(description="The page that follows; null on the last.")


class Answer(Schema):
    """A published answer."""

    text: str
    language: Language
    written_at: dt.datetime


class Decided(Schema):
    """What a board or the council decided."""

    body: Named
    outcome: BoardOutcome
    date: dt.date
    paragraph: str = Field(examples=["48"])
    reasons: str


class PlannedStep(Schema):
    """What is to be done after a decision, and by when."""

    text: str = Field(examples=["Belysningen sätts upp"])
    due_date: dt.date
    done_date: dt.date | None


class TimelineStep(Schema):
    """A line of what happens; `when` is a time in words, where there is no date."""

    title: str = Field(examples=["Ärendet har kommit in"])
    state: Literal["done", "now", "coming"]
    at: dt.datetime | dt.date | None = None
    text: str = ""
    when: str = ""


class WholeCase(CaseRow):
    """A published case with everything that everyone may read, except names of people."""

    text: str
    place: str = Field(examples=["Gångbron över ån"])
    due_date: dt.date | None = Field(description="Last day to answer, if open.")
    answers: list[Answer]
    decider: Named | None = Field(description="Who decides, of proposals.")
    decisions: list[Decided]
    steps: list[PlannedStep]
    timeline: list[TimelineStep]


class OwnMessage(Schema):
    """Words between the one who wrote and us; empty where they were destroyed by decision."""

    kind: MessageKind
    text: str
    language: Language
    written_at: dt.datetime


class OwnCase(Schema):
    """
    A case as whoever holds its secret link may read it.

    Of a case that may be secret, only how far it has come.
    """

    reference: Reference
    state: CaseState | Literal["held", "rejected"] = Field(
        description="held: a person looks at it first; rejected: taken for spam."
    )
    title: str | None
    kind: Words
    body: Named | None = None
    channel: Channel
    arrived_at: dt.datetime
    due_date: dt.date | None = None
    url: Url | None = Field(description="The public page, if it is published.")
    may_add: bool = False
    may_withdraw: bool = False
    messages: list[OwnMessage] = []
    timeline: list[TimelineStep] = []
