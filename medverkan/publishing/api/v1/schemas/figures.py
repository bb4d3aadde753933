"""Figures of how we answer, and ballots with what proves them."""

from __future__ import annotations

import datetime as dt

from ninja import Schema
from pydantic import Field

from medverkan.participation.ballots.states import BallotState
from medverkan.participation.cases.figures import Grouping
from medverkan.publishing.api.v1.schemas.cases import Votes
from medverkan.publishing.api.v1.schemas.shared import Url


class Days(Schema):
    """Whole days in Sweden; both ends are counted."""

    first: dt.date
    last: dt.date


class FigureRow(Schema):
    """The figures of a group. What is small by topic or language is in the group `other`."""

    key: str = Field(examples=["tekniska-namnden"])
    name: str = Field(examples=["Tekniska nämnden"])
    received: int
    answered: int
    median_days: float | None
    median_days_without_pauses: float | None
    due: int
    in_time: int
    share_in_time: int | None = Field(description="Per cent, rounded down.")
    rated: int | None = Field(description="Null where they are too few to show.")
    share_rated: int | None = Field(description="Per cent, rounded down.")
    share_solved: int | None = Field(description="Per cent, rounded down.")
    graded: int | None = Field(description="Null where they are too few to show.")
    share_content: int | None = Field(description="Per cent, rounded down.")


class Figures(Schema):
    """How we answer, each figure with its definition."""

    licence: Url
    period: Days
    grouping: Grouping
    smallest_group: int
    definitions: dict[str, str]
    rows: list[FigureRow]
    total: FigureRow


class Head(Schema):
    """The last signed head: the tree and the sums that it commits to."""

    number: int = Field(examples=[14])
    size: int
    root: str = Field(description="Hexadecimal.", pattern="^[0-9a-f]*$")
    at: dt.datetime
    key_id: str
    signature: str = Field(description="Hexadecimal.", pattern="^[0-9a-f]*$")


class LedgerLinks(Schema):
    """Where the ledger can be read, to recompute the number."""

    about: Url
    heads: Url
    leaves: Url
    tiles: str = Field(
        description="A template: replace {level} and {index} by numbers.",
        examples=["https://medverkan.example/rost/.../tiles/{level}/{index}"],
    )
    corrections: Url
    export: Url
    keys: Url
    verifier: Url


class Ballot(Schema):
    """A ballot: how it stands at this moment, and what proves it."""

    uuid: str = Field(examples=["0a6f6d3c-8f0b-4f8e-9d5e-2b6b7a1f3c11"])
    state: BallotState
    is_open: bool
    opens_at: dt.datetime
    closes_at: dt.datetime
    scheme: str = Field(description="What one count means.", examples=["email"])
    case: Url | None = Field(description="The case voted on, if it is published.")
    url: Url = Field(description="The page for people.")
    votes: Votes
    not_comparable: int = Field(
        description="Of those counted, rows on paper that cannot be fully compared."
    )
    head: Head | None = Field(description="null before the first public one.")
    ledger: LedgerLinks
