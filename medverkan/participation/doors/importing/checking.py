"""Whether a row can become a case, and which: shape, day, topic and kind."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

from django import forms
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar
from medverkan.foundation import text as texts
from medverkan.participation.cases.forms import PlainLineField, PlainTextField
from medverkan.participation.cases.models import TITLE_LENGTH
from medverkan.participation.cases.operations import Said
from medverkan.participation.doors.importing.files import Row
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Topic
from medverkan.reference.pathways import queries as pathways
from medverkan.reference.pathways.choices import Decider
from medverkan.reference.pathways.models import Pathway, RuleSet

EARLIEST_YEAR, LATEST_YEAR = 1900, 9000
_WITH_STROKES = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
_WITH_DOTS = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
_SERIAL_DAYS = re.compile(r"[2-6]\d{4}(?:[.,]\d+)?")


@dataclass(frozen=True)
class Checked:
    """
    What a row says, when it arrived, and the key by which it is known again.

    `same_as_line` is where the same row stands earlier in the file.
    """

    said: Said
    arrived_at: dt.datetime
    key: str
    same_as_line: int | None = None


class BadRow(Exception):
    """A row that cannot become a case; `reasons` are for the one who imports."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__(*reasons)


class RowForm(forms.Form):
    """The cells of a row."""

    title = PlainLineField(required=False, label=_("Title"))
    text = PlainTextField(
        label=_("Text"), error_messages={"required": _("There is no text.")}
    )
    date = forms.CharField(
        label=_("Date"), error_messages={"required": _("There is no date.")}
    )
    place = PlainLineField(required=False, max_length=200, label=_("Place"))
    topic = PlainLineField(required=False, max_length=200, label=_("Topic"))
    kind = PlainLineField(required=False, max_length=200, label=_("Kind"))

    def __init__(self, *args: object, now: dt.datetime, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_date(self) -> dt.datetime:
        """Read a day, or a day and time, that has come."""
        text = self.cleaned_data["date"].strip()
        arrived_at = _instant(text)
        if arrived_at is None:
            raise forms.ValidationError(
                _("%(text)s is no date. Write it like 2026-11-10 or 2026-11-10 14:30."),
                params={"text": text[:40]},
            )
        if arrived_at > self.now:
            raise forms.ValidationError(_("The date has not come yet."))
        return arrived_at


class Checker:
    """Checks rows against the topics and kinds there are, read once."""

    def __init__(self, *, kind: str, source: str, at: dt.datetime) -> None:
        """:raises BadRow: there is no such kind"""
        self.at = at
        self.source = source
        self._topics = {
            name: topic
            for topic in Topic.objects.select_related("body__authority").order_by("pk")
            for name in _names(topic)
        }
        self._kinds = {
            name: rules
            for rules in pathways.open_rule_sets(at)
            if rules.decider == Decider.OFFICER
            for name in _names(rules.pathway)
        }
        # Of each row so far: where it stood and what it said, in some hundred bytes.
        self._seen: dict[bytes, tuple[int, bytes]] = {}
        self._default = (
            self._kind(kind) if kind else next(iter(self._kinds.values()), None)
        )
        if self._default is None:
            raise BadRow(str(_("No kind of case is taken in that officers answer.")))

    def check(self, row: Row) -> Checked:
        """
        Return what the row says.

        :raises BadRow: it cannot become a case; every reason is told
        """
        if row.fault:
            raise BadRow(row.fault)
        form = RowForm(row.values, now=self.at)
        reasons = [] if form.is_valid() else _reasons(form)
        cleaned = form.cleaned_data
        try:
            topic = self._topic(cleaned.get("topic", ""))
            rules = self._kind(cleaned.get("kind", ""))
        except BadRow as bad:
            reasons += bad.reasons
        if reasons:
            raise BadRow(*reasons)
        arrived_at = cleaned["date"]
        title = cleaned["title"] or texts.title_of(cleaned["text"])
        spot = bodies.exact_address(cleaned["place"])
        latitude, longitude = spot.position if spot else (None, None)
        said = Said(
            title=texts.summary(title, TITLE_LENGTH)
            if len(title) > TITLE_LENGTH
            else title,
            text=cleaned["text"],
            pathway=rules.pathway,
            topic=topic,
            place=cleaned["place"],
            latitude=latitude,
            longitude=longitude,
            language=texts.guess_language(cleaned["text"]).language,
        )
        told = [said.title, said.text, said.place, str(arrived_at)]
        given = row.values.get("id", "").strip()
        key = _digest(self.source, *(["id", given] if given else told))
        same_as = self._line_of_same(key, _digest(*told), row.line)
        return Checked(said, arrived_at, key.hex(), same_as)

    def _line_of_same(self, key: bytes, told: bytes, line: int) -> int | None:
        """
        Return the line where this row stood before in the file, if any.

        :raises BadRow: what stood there has the same id and says something else
        """
        before, told_before = self._seen.setdefault(key, (line, told))
        if told_before != told:
            raise BadRow(
                str(_("Line %d has the same id and says something else.")) % before
            )
        return before if before != line else None

    def _topic(self, name: str) -> Topic | None:
        if not name:
            return None
        topic = self._topics.get(name.casefold())
        if topic is None:
            raise BadRow(str(_("There is no topic called %s.")) % name[:60])
        return topic

    def _kind(self, name: str) -> RuleSet:
        if not name:
            assert self._default is not None
            return self._default
        rules = self._kinds.get(name.casefold())
        if rules is None:
            raise BadRow(str(_("There is no kind called %s.")) % name[:60])
        return rules


def _digest(*parts: str) -> bytes:
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


def _instant(text: str) -> dt.datetime | None:
    try:
        told = parse_datetime(text) or parse_date(text) or _as_spreadsheets_write(text)
    except ValueError:
        return None
    if told is None or not EARLIEST_YEAR <= told.year <= LATEST_YEAR:
        return None
    if not isinstance(told, dt.datetime):
        return calendar.start_of_day(told)
    if told.tzinfo is None:
        told = told.replace(tzinfo=calendar.STOCKHOLM)
    return told.astimezone(dt.UTC)


def _as_spreadsheets_write(text: str) -> dt.datetime | None:
    """
    Return 2.11.2026, 2026/11/2, or a spreadsheet's number of days since 1899-12-30.

    Days and months before strokes are left alone: 2/11 is November here and February there.
    """
    if match := _WITH_STROKES.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
        return dt.datetime(year, month, day)  # noqa: DTZ001 - made local above
    if _WITH_DOTS.fullmatch(text):
        return dt.datetime.strptime(text, "%d.%m.%Y")  # noqa: DTZ007 - made local above
    if _SERIAL_DAYS.fullmatch(text):
        seconds = round(float(text.replace(",", ".")) * 24 * 3600)
        return dt.datetime(1899, 12, 30) + dt.timedelta(seconds=seconds)  # noqa: DTZ001
    return None


def _names(thing: Topic | Pathway) -> set[str]:
    names = {str(name).casefold() for name in thing.name.values()}
    return names | {thing.slug.casefold()}


def _reasons(form: RowForm) -> list[str]:
    return [
        f"{form.fields[name].label}: {error}"
        for name, errors in form.errors.items()
        for error in errors
    ]
