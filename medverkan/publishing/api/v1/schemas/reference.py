"""Who answers what, which ways in there are, and under which rules."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from ninja import Schema
from pydantic import BeforeValidator, Field

from medverkan.publishing.api.v1.schemas.shared import Named, Slug, Url, Words
from medverkan.reference.bodies.kinds import AreaKind, BodyKind
from medverkan.reference.pathways import choices

Level = Annotated[
    int,
    Field(
        description="0 none, 1 confirmed e-mail, 2 to 4 e-identification of that level.",
        ge=0,
        le=4,
        examples=[1],
    ),
]


class BodyRow(Named):
    """A board, an administration or another body of the municipality."""

    kind: BodyKind
    description: Words
    authority: Slug | None = Field(description="The board that it acts for, or itself.")
    parent: Slug | None
    email: str
    phone: str
    postal_address: str
    visiting_address: str
    url: Url = Field(description="The page for people.")


class Bodies(Schema):
    """Every body that exists today."""

    bodies: list[BodyRow]


class Choice(Schema):
    """An answer to choose."""

    key: str = Field(examples=["gangbana"])
    name: str = Field(examples=["Gångbana"])


class AskedRow(Schema):
    """What is asked beside the common fields about a topic."""

    code: Slug
    label: Words = Field(examples=["Vilket nummer står på stolpen?"])
    help: Words
    required: bool
    choices: list[Choice] = Field(description="Empty where any words will do.")


class TopicRow(Named):
    """What a case may be about. Protected topics are left out."""

    description: Words
    parent: Slug | None
    body: Slug = Field(description="Who answers.")
    keywords: dict[str, list[str]] = Field(examples=[{"sv": ["snö", "halka"]}])
    questions: list[AskedRow] = Field(
        description="Asked of those who hand something in about the topic."
    )


class Topics(Schema):
    """Every topic that is told of here."""

    topics: list[TopicRow]


class AreaRow(Named):
    """A part of the municipality."""

    kind: AreaKind
    parent: Slug | None


class Areas(Schema):
    """Every part of the municipality."""

    areas: list[AreaRow]


class ThresholdRow(Schema):
    """How many it takes, and for what: a number, or per mille of the residents."""

    effect: choices.ThresholdEffect
    count: int | None
    per_mille: float | None


class Decided(Schema):
    """The decision by which the rules were adopted."""

    body: Words | None
    date: dt.date
    paragraph: str
    register_number: str


class Rules(Schema):
    """The rules in force. Days are working days where nothing else is said."""

    version: int = Field(examples=[2])
    in_force_from: dt.datetime
    in_force_until: dt.datetime | None
    summary: Words
    submitters: choices.Circle
    organisations_may_submit: bool
    identity_to_submit: Level
    signed_paper_replaces_identity: bool
    asks_for_name: bool
    asks_for_email: bool
    asks_for_postcode: bool
    guardian_below_age: int | None
    coauthor_limit: int
    publication: choices.Publication
    publish_days: int | None
    shows_author_name: bool
    gathers_support: bool
    supporters: choices.Circle
    identity_to_support: Level
    counting_scheme: Annotated[
        choices.CountingScheme | None, BeforeValidator(lambda value: value or None)
    ]
    thresholds: list[ThresholdRow]
    window_days: int | None = Field(description="Calendar days to gather support.")
    month_choices: list[int] = Field(
        description="Months that the author chooses among."
    )
    confirm_days: int | None
    answer_days: int | None
    answer_months: int | None
    decider: choices.Decider
    is_delegable: bool
    author_chooses_body: bool
    conversion: choices.Conversion
    is_statutory: bool
    participation_level: choices.ParticipationLevel
    legal_basis: Words
    retention: Words
    decision: Decided | None


class PathwayRow(Named):
    """An open way in and the rules in force."""

    category: choices.Category
    description: Words
    url: Url = Field(description="The page for people.")
    takes_web: bool = Field(
        description="Whether POST /cases takes it in; others ask for e-identification."
    )
    rules: Rules


class Pathways(Schema):
    """The ways in that are open now."""

    pathways: list[PathwayRow]


class MatrixWay(Schema):
    """A row of the matrix, in words; ways without a pathway are only told about."""

    name: str
    slug: str
    is_pathway: bool
    who: str
    identity: str
    threshold: str
    time: str
    responsible: str
    feedback: str
    level: str


class MatrixPart(Schema):
    """A body's part in an area of responsibility, valid today."""

    body: Named
    valid_from: dt.date
    valid_until: dt.date | None


class MatrixArea(Named):
    """An area of responsibility and who has a part in it today."""

    responsible: list[MatrixPart]
    supporting: list[MatrixPart]
    informed: list[MatrixPart]
    is_overlap: bool = Field(description="More than one body is responsible.")
    is_gap: bool = Field(description="Nobody is responsible.")


class Matrix(Schema):
    """The matrix of ways to influence, as the page shows it."""

    day: dt.date
    ways: list[MatrixWay]
    areas: list[MatrixArea]
