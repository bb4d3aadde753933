"""The tables of a file and their columns, in the order in which they are saved."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from medverkan.reference.bodies.exchange import cells
from medverkan.reference.bodies.kinds import (
    AreaKind,
    Audience,
    BodyKind,
    ContactKind,
)
from medverkan.reference.bodies.models import (
    Area,
    Body,
    ClosedDay,
    ContactPoint,
    Membership,
    Person,
    Post,
    Topic,
    TopicInArea,
)

LANGUAGES = ("sv", "en", "fi")


@dataclass(frozen=True)
class Column:
    """
    A column of a file: which field it fills and how its cell is read.

    With `language` it fills one language of the field. With `refers_to` the cell is the slug
    of a row of that model; `within` names the field whose row must own it.
    """

    field: str
    read: cells.Reader = cells.text
    is_required: bool = False
    language: str = ""
    refers_to: type[models.Model] | None = None
    within: str = ""

    @property
    def name(self) -> str:
        """Return the column's heading."""
        return f"{self.field}_{self.language}" if self.language else self.field


@dataclass(frozen=True)
class Table:
    """A table of a file; `key` holds the fields by which a row is found again."""

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """Return the column with this heading, or None."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def headings(self) -> list[str]:
        """Return the headings in order."""
        return [column.name for column in self.columns]

    @property
    def required(self) -> list[str]:
        """Return the headings that a file must have."""
        return [column.name for column in self.columns if column.is_required]


def _translated(
    field: str, *, read: cells.Reader = cells.text, is_required: bool = False
) -> tuple[Column, ...]:
    return tuple(
        Column(
            field,
            read=read,
            language=language,
            is_required=is_required and language == "sv",
        )
        for language in LANGUAGES
    )


def _reference(
    field: str,
    to: type[models.Model],
    *,
    is_required: bool = False,
    within: str = "",
) -> Column:
    return Column(
        field, read=cells.slug, refers_to=to, is_required=is_required, within=within
    )


_SLUG = Column("slug", read=cells.slug, is_required=True)
_PERIOD = (Column("start_date", read=cells.date), Column("end_date", read=cells.date))

AREAS = Table(
    "areas",
    Area,
    ("slug",),
    (
        _SLUG,
        Column("name", is_required=True),
        Column("kind", read=cells.one_of(AreaKind), is_required=True),
        _reference("parent", Area),
        Column("outline", read=cells.outline),
    ),
)
BODIES = Table(
    "bodies",
    Body,
    ("slug",),
    (
        _SLUG,
        Column("kind", read=cells.one_of(BodyKind), is_required=True),
        *_translated("name", is_required=True),
        *_translated("short_name"),
        *_translated("description"),
        Column("abbreviation"),
        _reference("authority", Body),
        _reference("parent", Body),
        *_PERIOD,
        Column("email"),
        Column("phone"),
        Column("postal_address"),
        Column("visiting_address"),
        Column("url"),
        Column("wants_four_eyes", read=cells.yes_or_no),
    ),
)
CONTACT_POINTS = Table(
    "contact_points",
    ContactPoint,
    ("body", "kind", "value"),
    (
        _reference("body", Body, is_required=True),
        Column("kind", read=cells.one_of(ContactKind), is_required=True),
        Column("value", is_required=True),
        *_translated("label"),
        Column("audience", read=cells.one_of(Audience)),
        Column("languages", read=cells.words),
        *_translated("hours"),
        Column("place", read=cells.whole_number),
    ),
)
TOPICS = Table(
    "topics",
    Topic,
    ("slug",),
    (
        _SLUG,
        *_translated("name", is_required=True),
        *_translated("description"),
        *_translated("keywords", read=cells.words),
        _reference("body", Body, is_required=True),
        _reference("parent", Topic),
        Column("is_protected", read=cells.yes_or_no),
        Column("place", read=cells.whole_number),
    ),
)
TOPICS_IN_AREAS = Table(
    "topics_in_areas",
    TopicInArea,
    ("topic", "area"),
    (
        _reference("topic", Topic, is_required=True),
        _reference("area", Area, is_required=True),
        _reference("body", Body, is_required=True),
    ),
)
POSTS = Table(
    "posts",
    Post,
    ("body", "slug"),
    (
        _reference("body", Body, is_required=True),
        _SLUG,
        *_translated("label", is_required=True),
        Column("is_elected", read=cells.yes_or_no),
        Column("place", read=cells.whole_number),
    ),
)
PEOPLE = Table(
    "people",
    Person,
    ("slug",),
    (_SLUG, Column("name", is_required=True), Column("email")),
)
MEMBERSHIPS = Table(
    "memberships",
    Membership,
    ("person", "body", "post", "start_date"),
    (
        _reference("person", Person, is_required=True),
        _reference("body", Body, is_required=True),
        _reference("post", Post, within="body"),
        Column("party"),
        Column("start_date", read=cells.date, is_required=True),
        Column("end_date", read=cells.date),
    ),
)
CLOSED_DAYS = Table(
    "closed_days",
    ClosedDay,
    ("date",),
    (Column("date", read=cells.date, is_required=True), *_translated("reason")),
)

TABLES = (
    AREAS,
    BODIES,
    CONTACT_POINTS,
    TOPICS,
    TOPICS_IN_AREAS,
    POSTS,
    PEOPLE,
    MEMBERSHIPS,
    CLOSED_DAYS,
)


def by_name(name: str) -> Table | None:
    """Return the table of this name, or None."""
    return next((table for table in TABLES if table.name == name), None)


def by_headings(headings: list[str]) -> Table | None:
    """Return the table that has all these headings and requires no other, or None."""
    for table in TABLES:
        if set(table.required) <= set(headings) <= set(table.headings):
            return table
    return None
