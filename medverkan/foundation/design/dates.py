"""Dates and times written out as people say them, in the active language."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.dateformat import format as write
from django.utils.translation import get_language, gettext, ngettext

# Django's format letters; a language that is not here is written as Swedish.
DATE = {"sv": "j F Y", "en": "j F Y", "fi": "j. E Y"}
TIME = {"sv": "H.i", "en": "H:i", "fi": "H.i"}
BETWEEN = {"sv": " kl. ", "en": " at ", "fi": " klo "}


def date_long(moment: dt.date) -> str:
    """Return `10 november 2026`; a datetime is read in the municipality's time."""
    return write(_local(moment), _in(DATE))


def time_short(moment: dt.datetime) -> str:
    """Return `17.42`."""
    return write(_local(moment), _in(TIME))


def datetime_long(moment: dt.datetime) -> str:
    """Return `10 november 2026 kl. 17.42`."""
    return f"{date_long(moment)}{_in(BETWEEN)}{time_short(moment)}"


def day_relative(day: dt.date, *, today: dt.date) -> str:
    """Return how far a due day is: today, tomorrow, in 5 days, 2 days late."""
    days = (_as_date(day) - _as_date(today)).days
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    if days > 1:
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}


def _as_date(moment: dt.date) -> dt.date:
    local = _local(moment)
    return local.date() if isinstance(local, dt.datetime) else local


def _local(moment: dt.date) -> dt.date:
    if isinstance(moment, dt.datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def _in(forms: dict[str, str]) -> str:
    return forms.get(get_language() or "sv", forms["sv"])
