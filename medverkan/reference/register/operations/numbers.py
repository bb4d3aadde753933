"""Register numbers without gaps, also when many register at once."""

from __future__ import annotations

from medverkan.foundation import locking
from medverkan.reference.bodies.models import Body
from medverkan.reference.register import patterns
from medverkan.reference.register.models import (
    ClassCode,
    Counter,
    Record,
    RegisterSeries,
)


def lock_counter(*, authority: Body, year: int) -> Counter:
    """Return the authority's counter of the year, locked until the transaction ends."""
    counters = Counter.objects.select_for_update(of=("self",))
    counter = counters.filter(authority=authority, year=year).first()
    if counter is not None:
        return counter
    Counter.objects.get_or_create(authority=authority, year=year)
    return counters.get(authority=authority, year=year)


def take_number(counter: Counter) -> int:
    """Return the next number; a rollback of the transaction gives it back."""
    counter.last_number += 1
    counter.save(update_fields=["last_number"])
    return counter.last_number


def register_number(
    *, authority: Body, year: int, number: int, class_code: ClassCode | None
) -> str:
    """Return the number as the authority's pattern writes it."""
    series = RegisterSeries.objects.filter(authority=authority).first()
    return patterns.render(
        series.pattern if series else patterns.DEFAULT,
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
