"""Fields in the text of an answer, such as {name}, and what stands there for one case."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design.dates import date_long
from medverkan.participation.cases import queries
from medverkan.participation.cases.models import Case

_FIELD = re.compile(r"\{\s*([^\W\d][\w.-]*)\s*\}")


class NothingToPutIn(Exception):
    """The case has no value for these fields of the text."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__(", ".join(names))


def _name(case: Case) -> str:
    party = queries.submitter(case)
    # The text is seen by whoever writes it: the greeting of the letter has the name.
    return party.name if party and not party.has_protected_identity else ""


def _answer_by(case: Case) -> str:
    return date_long(case.due_date) if case.due_date else ""


FIELDS: dict[str, tuple[object, Callable[[Case], object]]] = {
    "name": (_("the name of the one who wrote"), _name),
    "reference": (_("the reference of the case"), lambda case: case.reference),
    "title": (_("what the one who wrote calls it"), lambda case: case.opening.title),
    "kind": (_("what kind of case it is"), lambda case: case.pathway.name),
    "topic": (_("the topic"), lambda case: case.topic.name if case.topic else ""),
    "place": (_("the place"), lambda case: case.place or (case.area or "")),
    "body": (_("who answers"), lambda case: case.body.name),
    "arrived": (_("the day it arrived"), lambda case: date_long(case.arrived_at)),
    "answer_by": (_("the last day to answer"), _answer_by),
    "officer": (_("the officer who has it"), lambda case: case.assignee or ""),
}


def fields_in(text: str) -> list[str]:
    """Return the names that stand in braces in a text, each once and in their order."""
    return list(dict.fromkeys(_FIELD.findall(text)))


def unknown_in(text: str) -> list[str]:
    """Return the names in braces that are no fields."""
    return [name for name in fields_in(text) if name not in FIELDS]


def unfilled_in(text: str) -> list[str]:
    """Return the fields that nobody has put anything in for."""
    return [name for name in fields_in(text) if name in FIELDS]


def fill(text: str, case: Case) -> str:
    """
    Return the text for this case, each field in the language that its resident reads.

    :raises NothingToPutIn: the case has no value for a field
    """
    values = values_of(case, fields_in(text))
    missing = [name for name, value in values.items() if not value]
    if missing:
        raise NothingToPutIn(missing)
    return _put_in(text, values)


def fill_what_can_be(text: str, case: Case) -> str:
    """Return the text with the fields that the case has values for; others stay as they are."""
    values = values_of(case, fields_in(text))
    return _put_in(text, {name: value for name, value in values.items() if value})


def values_of(case: Case, names: list[str]) -> dict[str, str]:
    """Return what stands in each of these fields, those that are known; may be empty."""
    party = queries.submitter(case)
    with translation.override(party.language if party else case.language):
        return {name: str(FIELDS[name][1](case)) for name in names if name in FIELDS}


def _put_in(text: str, values: dict[str, str]) -> str:
    # A value is put in as it is: braces in somebody's name or title are words, not fields.
    return _FIELD.sub(lambda found: values.get(found[1], found[0]), text)
