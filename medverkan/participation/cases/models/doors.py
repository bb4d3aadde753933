"""Where else something may belong, and what must be seen at once."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from medverkan.foundation.accounts.models import User
from medverkan.foundation.text import TranslatedField
from medverkan.participation.cases.models.case import Case
from medverkan.participation.cases.models.shared import one_of
from medverkan.participation.cases.states import AlarmKind


class WrongDoor(models.Model):
    """
    A hint, before sending, that something may belong elsewhere or is urgent.

    `words` holds what people write by language. `alarm` is the alarm it also helps with.
    What is sent anyway is handed over the same day when `must_be_handed_over`
    (förvaltningslagen 6 and 8 §§, and an appeal above all).
    """

    slug = models.SlugField(max_length=60, unique=True)
    title = TranslatedField()
    text = TranslatedField()
    words = models.JSONField(default=dict, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    url = models.URLField(blank=True)
    alarm = models.CharField(max_length=10, blank=True)
    must_be_handed_over = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=50)
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_wrongdoor_alarm_is_known",
                condition=Q(alarm="") | one_of("alarm", AlarmKind),
            ),
            models.CheckConstraint(
                name="cases_wrongdoor_ends_after_it_starts",
                condition=Q(start_date__isnull=True)
                | Q(end_date__isnull=True)
                | Q(end_date__gte=F("start_date")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """Return what calls for the hint, in all languages together."""
        return tuple(sorted({w for said in self.words.values() for w in said if w}))

    def is_shown_on(self, day: dt.date) -> bool:
        """Tell whether the hint is shown on this day; its last day is the whole of it."""
        started = self.start_date is None or self.start_date <= day
        return started and (self.end_date is None or self.end_date >= day)

    @property
    def dial(self) -> str:
        """Return the number as a telephone dials it."""
        return "".join(sign for sign in self.phone if sign.isdecimal() or sign == "+")


class DoorFlag(models.Model):
    """That a case was sent though it may belong elsewhere."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="door_flags")
    # A hint is ended by its last day, so that its flags can be read.
    door = models.ForeignKey(WrongDoor, on_delete=models.PROTECT, related_name="+")
    flagged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "door"], name="cases_doorflag_once_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.door_id} on {self.case_id}"


class CaseAlarm(models.Model):
    """
    That a case may hold a threat, speak of suicide, or of a child at risk.

    It stands first in every list until somebody has looked. The words that were heard are
    not kept: they are in the case.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="alarm")
    kind = models.CharField(max_length=10)
    raised_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    was_false = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_casealarm_kind_is_known",
                condition=one_of("kind", AlarmKind),
            ),
            models.CheckConstraint(
                name="cases_casealarm_answered_says_what_it_was",
                condition=Q(answered_at__isnull=True) | Q(was_false__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["case"],
                name="cases_casealarm_unanswered",
                condition=Q(answered_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.case_id}"
