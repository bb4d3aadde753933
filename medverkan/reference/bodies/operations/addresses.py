"""Importing the addresses of the municipality."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from medverkan.foundation import permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies import rules
from medverkan.reference.bodies.events import ADDRESSES_IMPORTED
from medverkan.reference.bodies.exchange import addresses
from medverkan.reference.bodies.exchange.addresses import Entry
from medverkan.reference.bodies.exchange.reading import Problem, UnreadableFile
from medverkan.reference.bodies.models import Address, Street

_AT_ONCE = 500
Key = tuple[str, str, int, str]
Known = tuple[int, float, float]


@dataclass
class AddressOutcome:
    """What an import of addresses did, or would have done, and the rows that it left out."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    problems: list[Problem] = field(default_factory=list)
    is_saved: bool = False


@transaction.atomic
def import_addresses(
    *, content: bytes, is_dry_run: bool, actor: Actor, at: dt.datetime
) -> AddressOutcome:
    """
    Make the register what a list of addresses says, without the rows that are wrong.

    What the list lacks is removed, but from a list without a single address nothing is taken.

    :raises NotPermitted: the actor does not keep the organisation
    """
    permissions.require(rules.may_change_organisation(actor))
    outcome = AddressOutcome()
    try:
        listed = _listed(content, outcome)
    except UnreadableFile as fault:
        outcome.problems = fault.problems
        return outcome
    if not listed:
        outcome.problems.append(Problem("", 0, "", _("There is no address in it.")))
        return outcome
    known = _known()
    moved = [
        key
        for key, entry in listed.items()
        if key in known and known[key][1:] != (entry.latitude, entry.longitude)
    ]
    outcome.created = len(listed.keys() - known.keys())
    outcome.removed = len(known.keys() - listed.keys())
    outcome.updated = len(moved)
    outcome.unchanged = len(listed) - outcome.created - outcome.updated
    if not is_dry_run:
        _save(listed, known, moved)
        if outcome.created or outcome.updated or outcome.removed:
            street = Street.objects.earliest("pk")
            count = outcome.created + outcome.updated + outcome.removed
            audit.record(
                ADDRESSES_IMPORTED, subject=street, actor=actor, at=at, count=count
            )
        outcome.is_saved = True
    return outcome


def _known() -> dict[Key, Known]:
    """Return the key and the position of every address there is."""
    rows = Address.objects.values_list(
        "street__name", "street__town", "number", "letter",
        "pk", "latitude", "longitude",
    )  # fmt: skip
    return {row[:4]: row[4:] for row in rows}


def _listed(content: bytes, outcome: AddressOutcome) -> dict[Key, Entry]:
    """Return the addresses of a list by what makes each one itself; the first of two stands."""
    listed: dict[Key, Entry] = {}
    for row in addresses.read(content):
        if isinstance(row, Problem):
            outcome.problems.append(row)
            continue
        first = listed.setdefault(row.key, row)
        if (first.latitude, first.longitude) != (row.latitude, row.longitude):
            why = _("The address stands on line %(line)s already, elsewhere.")
            outcome.problems.append(
                Problem("addresses", row.line, "", why % {"line": first.line})
            )
    return listed


def _save(listed: dict[Key, Entry], known: dict[Key, Known], moved: list[Key]) -> None:
    streets = {(one.name, one.town): one for one in Street.objects.all()}
    missing = {key[:2] for key in listed} - streets.keys()
    made = Street.objects.bulk_create(
        [Street(name=name, town=town) for name, town in sorted(missing)],
        batch_size=_AT_ONCE,
    )
    streets |= {(one.name, one.town): one for one in made}
    Address.objects.bulk_create(
        [
            Address(
                street=streets[entry.street, entry.town],
                number=entry.number,
                letter=entry.letter,
                latitude=entry.latitude,
                longitude=entry.longitude,
            )
            for key, entry in listed.items()
            if key not in known
        ],
        batch_size=_AT_ONCE,
    )
    Address.objects.bulk_update(
        [
            Address(
                pk=known[key][0],
                latitude=listed[key].latitude,
                longitude=listed[key].longitude,
            )
            for key in moved
        ],
        ["latitude", "longitude"],
        batch_size=_AT_ONCE,
    )
    gone = [known[key][0] for key in known.keys() - listed.keys()]
    for begin in range(0, len(gone), _AT_ONCE):
        Address.objects.filter(pk__in=gone[begin : begin + _AT_ONCE]).delete()
    Street.objects.filter(addresses=None).delete()
