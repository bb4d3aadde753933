"""The counting panel: the number and how it comes about, for every page that shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar
from medverkan.participation.ballots import words
from medverkan.participation.ballots.models import Ballot, Correction, ImportedCount
from medverkan.participation.ballots.queries import Count, count
from medverkan.participation.ballots.states import BallotState


@dataclass(frozen=True)
class Line:
    """A line of the sum: what it is, how many, and whether it is taken away."""

    label: Any
    number: int
    sign: str = ""


@dataclass(frozen=True)
class Panel:
    """What the panel shows of a ballot."""

    ballot: Ballot
    count: Count
    lines: list[Line]
    meaning: words.Meaning
    is_open: bool
    time_left: str
    imported: list[ImportedCount]
    has_corrections: bool

    @property
    def threshold(self) -> int | None:
        """The number of votes that is asked for, if any."""
        return self.ballot.threshold

    @property
    def is_reached(self) -> bool:
        """Whether the number is as high as the threshold now."""
        return self.threshold is not None and self.count.counted >= self.threshold


def of_all(ballots: Sequence[Ballot], *, at: dt.datetime) -> dict[int, Panel]:
    """Return the panels of ballots by primary key; three queries, however many there are."""
    ids = [ballot.pk for ballot in ballots]
    counts = count(ids)
    corrected = set(
        Correction.objects.filter(ballot__in=ids).values_list("ballot_id", flat=True)
    )
    imported: dict[int, list[ImportedCount]] = {}
    for row in ImportedCount.objects.filter(ballot__in=ids).order_by("as_of_date"):
        imported.setdefault(row.ballot_id, []).append(row)
    return {
        ballot.pk: Panel(
            ballot=ballot,
            count=counts[ballot.pk],
            lines=lines_of(counts[ballot.pk]),
            meaning=words.meaning_of(ballot),
            is_open=ballot.is_open_at(at),
            time_left=time_left(ballot, at),
            imported=imported.get(ballot.pk, []),
            has_corrections=ballot.pk in corrected,
        )
        for ballot in ballots
    }


def of(ballot: Ballot, *, at: dt.datetime) -> Panel:
    """Return the panel of one ballot."""
    return of_all([ballot], at=at)[ballot.pk]


def lines_of(counted: Count) -> list[Line]:
    """Return the lines from received to counted; those never confirmed if there are any."""
    lines = [
        Line(pgettext_lazy("counting", "Received"), counted.received),
        Line(_("Awaiting confirmation"), counted.pending, "−"),
        Line(_("Already counted"), counted.repeated, "−"),
        Line(_("Taken back"), counted.withdrawn, "−"),
        Line(_("Removed after check"), counted.struck, "−"),
    ]
    if counted.expired:
        lines.insert(2, Line(_("Never confirmed"), counted.expired, "−"))
    return [*lines, Line(_("Counted votes"), counted.counted)]


def time_left(ballot: Ballot, at: dt.datetime) -> str:
    """
    Return in words how long one can still vote; nothing when voting is over.

    The days after today, as the rules count a window: open for 90 days, the first day
    says 90 left and the last day says that it is the last.
    """
    if ballot.state == BallotState.CLOSED or at >= ballot.closes_at:
        return ""
    days = (ballot.last_date - calendar.local_date(at)).days
    if not days:
        return gettext("last day to vote today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
