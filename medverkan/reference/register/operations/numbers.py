"""Register numbers without gaps, also when many register at once."""

from __future__ import annotations

from medverkan.foundation import locking, prepared
from medverkan.foundation.audit.editions import Kept
from medverkan.reference.bodies.models import Body
from medverkan.reference.register import patterns
from medverkan.reference.register.models import (
    ClassCode,
    Counter,
    Record,
    RegisterSeries,
)

_TAKE = """
    UPDATE register_counter SET last_number = last_number + 1
    WHERE authority_id = %(authority)s AND year = %(year)s RETURNING last_number
"""


_patterns = Kept(
    lambda: dict(RegisterSeries.objects.values_list("authority_id", "pattern")),
    of=(RegisterSeries,),
)


def lock_counter(*, authority: Body, year: int) -> Counter:
    """Return the authority's counter of the year, locked until the transaction ends."""
    counters = Counter.objects.select_for_update(of=("self",))
    counter = counters.filter(authority=authority, year=year).first()
    if counter is not None:
        return counter
    Counter.objects.get_or_create(authority=authority, year=year)
    return counters.get(authority=authority, year=year)


def take_number(*, authority: Body, year: int) -> int:
    """
    Return the authority's next number of the year.

    A rollback of the transaction gives it back: until it ends, others wait for theirs.
    """
    for (taken,) in prepared.ask(_TAKE, {"authority": authority.pk, "year": year}):
        return taken
    lock_counter(authority=authority, year=year)
    return take_number(authority=authority, year=year)


def register_number(
    *, authority: Body, year: int, number: int, class_code: ClassCode | None
) -> str:
    """Return the number as the authority's pattern writes it."""
    return patterns.render(
        _patterns().get(authority.pk, patterns.DEFAULT),
        abbreviation=authority.abbreviation or authority.slug,
        year=year,
        number=number,
        class_code=class_code.code if class_code else "",
    )


def lock(record: Record) -> Record:
    """Return the record with its row locked until the transaction ends."""
    return locking.lock(
        Record.objects.select_related("authority", "class_code"), pk=record.pk
    )
