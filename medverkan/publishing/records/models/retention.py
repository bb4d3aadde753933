"""What a board has decided on destruction (gallring), and each time it is carried out."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from medverkan.foundation.accounts.models import User
from medverkan.participation.cases.models import Case
from medverkan.publishing.records.states import ItemState, Measure, RunState
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways.models import Pathway
from medverkan.reference.register.models import ClassCode, Document


class RetentionRule(models.Model):
    """
    A board's decision: how long cases of an authority are kept after closing, and then what.

    Without pathway or class it holds for all of them; the most specific one counts, a
    pathway before a class. The decision (gallringsbeslut) is named by body, date and
    paragraph. A rule is never changed: it ends, and a new one is decided.
    """

    authority = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    pathway = models.ForeignKey(
        Pathway, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    class_code = models.ForeignKey(
        ClassCode, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    keep_years = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=10, choices=Measure)
    decided_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    decided_date = models.DateField()
    paragraph = models.CharField(max_length=20)
    recorded_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    ended_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="records_rule_measure_is_known",
                condition=Q(measure__in=["destroy", "anonymise", "archive"]),
            ),
            models.CheckConstraint(
                name="records_rule_names_its_decision", condition=~Q(paragraph="")
            ),
            models.UniqueConstraint(
                "authority",
                Coalesce("pathway", 0),
                Coalesce("class_code", 0),
                condition=Q(ended_date=None),
                name="records_rule_one_in_force_for_the_same",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} after {self.keep_years} years"

    def due_date(self, closed_date: dt.date) -> dt.date:
        """Return the first day on which what was closed that day need no longer be kept."""
        year = closed_date.year + self.keep_years
        try:
            return closed_date.replace(year=year) + dt.timedelta(days=1)
        except ValueError:  # 29 February
            return dt.date(year, 3, 1)


class RetentionRun(models.Model):
    """
    One carrying out of an authority's decisions: a list, a second person's yes, a protocol.

    `on_date` is the day as of which cases were due. The protocol is these rows, and
    `document` the line in the authority's register that tells of it.
    """

    authority = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    on_date = models.DateField()
    state = models.CharField(max_length=10, choices=RunState, default=RunState.LISTED)
    listed_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    listed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(
        Document, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="records_run_has_the_times_of_its_state",
                condition=Q(state="listed", approved_at=None, ended_at=None)
                | Q(state="approved", approved_at__isnull=False, ended_at=None)
                | Q(state="done", approved_at__isnull=False, ended_at__isnull=False)
                | Q(state="cancelled", approved_at=None, ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="records_run_is_approved_by_a_second_person",
                condition=Q(approved_by=None)
                | Q(listed_by=None)
                | ~Q(approved_by=models.F("listed_by")),
            ),
            models.UniqueConstraint(
                fields=["authority"],
                condition=Q(state__in=["listed", "approved"]),
                name="records_run_one_under_way_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.pk} of {self.authority_id}"


class RetentionItem(models.Model):
    """A case on a run's list: why it is there, and what became of it."""

    run = models.ForeignKey(
        RetentionRun, on_delete=models.PROTECT, related_name="items"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(RetentionRule, on_delete=models.PROTECT, related_name="+")
    register_number = models.CharField(max_length=80, blank=True)
    closed_date = models.DateField()
    due_date = models.DateField()
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.LISTED)
    obstacle = models.CharField(max_length=20, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "case"], name="records_item_once_a_run"
            ),
            models.CheckConstraint(
                name="records_item_is_kept_for_a_reason",
                condition=Q(state="listed", done_at=None)
                | Q(state="done", obstacle="", done_at__isnull=False)
                | (Q(state="skipped", done_at__isnull=False) & ~Q(obstacle="")),
            ),
        ]
        indexes = [
            models.Index(fields=["run", "state", "id"], name="records_item_next")
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} in run {self.run_id}"
