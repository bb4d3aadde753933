"""Ballots: what is counted, by which identity, when and up to which threshold."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from medverkan.foundation import calendar
from medverkan.participation.ballots.schemes import COUNTING
from medverkan.participation.ballots.states import BallotKind, BallotState


class Ballot(models.Model):
    """
    One count under one frozen set of rules.

    `closes_at` is exclusive. `rules_mac` is over the rules, by a key outside the database
    (`frozen`). `subject_kind` names who tells of the subject (`subjects`), and
    `about_case` is a case's plain id: the rooms of the subjects lie above this one.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in BallotKind])
    state = models.CharField(
        max_length=10,
        choices=[(s, s) for s in BallotState],
        default=BallotState.OPEN.value,
    )
    scheme = models.CharField(max_length=10, choices=[(s, s) for s in COUNTING])
    counts_each_name_at_address = models.BooleanField(default=False)
    counts_rows_without_email = models.BooleanField(default=False)
    confirm_hours = models.PositiveSmallIntegerField(default=48)
    rule_set_version = models.PositiveIntegerField()
    threshold = models.PositiveIntegerField(null=True)
    further_thresholds = models.JSONField(default=list)
    subject_kind = models.CharField(max_length=40)
    about_case = models.BigIntegerField(null=True)
    body_id = models.BigIntegerField(null=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    key_destroyed_at = models.DateTimeField(null=True)
    retention_decision = models.JSONField(null=True)
    final_channels = models.JSONField(null=True)
    rules_mac = models.BinaryField(max_length=32, null=True)
    rules_mac_key = models.CharField(max_length=40, blank=True)
    extends = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="extension"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ballots_ballot_ends_after_it_begins",
                condition=Q(closes_at__gte=F("opens_at")),
            ),
            models.CheckConstraint(
                name="ballots_ballot_closed_at_follows_state",
                condition=Q(state=BallotState.CLOSED.value, closed_at__isnull=False)
                | Q(state=BallotState.OPEN.value, closed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="ballots_ballot_scheme_is_a_counting_one",
                condition=Q(scheme__in=[s.value for s in COUNTING]),
            ),
            models.CheckConstraint(
                name="ballots_ballot_key_is_destroyed_after_closing_by_decision",
                condition=Q(key_destroyed_at__isnull=True)
                | Q(state=BallotState.CLOSED.value, retention_decision__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_at"], name="ballots_by_end")]

    def __str__(self) -> str:
        return str(self.uuid)

    def is_open_at(self, at: dt.datetime) -> bool:
        """Tell whether a vote may be begun at this time."""
        return self.state == BallotState.OPEN and self.opens_at <= at < self.closes_at

    @property
    def last_date(self) -> dt.date:
        """The last day to vote."""
        return calendar.local_date(self.closes_at - dt.timedelta(microseconds=1))

    @property
    def confirm_time(self) -> dt.timedelta:
        """How long an attempt may wait for its confirmation."""
        return dt.timedelta(hours=self.confirm_hours)

    @property
    def last_confirmation_at(self) -> dt.datetime:
        """The instant after which nothing begun in the window may be confirmed."""
        return self.closes_at + self.confirm_time

    @property
    def thresholds(self) -> list[int]:
        """Every threshold, lowest first."""
        first = [] if self.threshold is None else [self.threshold]
        return sorted({*first, *self.further_thresholds})


class BallotKey(models.Model):
    """A ballot's random key, wrapped; without it no tag can be made or tested."""

    ballot = models.OneToOneField(
        Ballot, on_delete=models.PROTECT, primary_key=True, related_name="key"
    )
    wrapped = models.BinaryField()
    kek_id = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"key of {self.ballot_id}"


class ImportedCount(models.Model):
    """An older system's figure: shown with its label, never added, not verifiable."""

    ballot = models.ForeignKey(
        Ballot, on_delete=models.PROTECT, related_name="imported_counts"
    )
    label = models.CharField(max_length=200)
    vote_count = models.PositiveIntegerField()
    as_of_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "label"], name="ballots_import_has_one_label"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.vote_count}"


class VoluntaryAnswer(models.Model):
    """
    How many told us an age band and an area: sums alone, so that no answer meets a vote.

    Rows of answers would stand in the order of the votes.
    """

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT)
    age_band = models.CharField(max_length=10, blank=True)
    area = models.CharField(max_length=40, blank=True)
    answer_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "age_band", "area"],
                name="ballots_answers_are_summed_by_band_and_area",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.age_band} {self.area}: {self.answer_count}"
