"""What readers have reported of published cases: never shown in public."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.foundation.accounts.models import User
from medverkan.participation.cases.models.case import Case
from medverkan.participation.cases.models.shared import one_of
from medverkan.participation.cases.states import ReportDecision, ReportGround

REPORT_LENGTH = 4_000


class ContentReportQuerySet(models.QuerySet["ContentReport"]):
    """Selections of reports."""

    def open(self) -> ContentReportQuerySet:
        """Return those that nobody has decided on."""
        return self.filter(decided_at=None)


class ContentReport(models.Model):
    """
    Somebody's word that a published case should not stand as it does.

    `text` and `email` may point out persons: the address goes once the decision is sent to
    it, the words with the case when that is erased.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="content_reports"
    )
    ground = models.CharField(max_length=20)
    text = models.TextField(max_length=REPORT_LENGTH, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="sv")
    reported_at = models.DateTimeField()
    decision = models.CharField(max_length=10, blank=True)
    reason = models.TextField(max_length=REPORT_LENGTH, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    # Who decided must be answerable as long as the row is kept.
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ContentReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_content_report_ground_is_known",
                condition=one_of("ground", ReportGround),
            ),
            models.CheckConstraint(
                name="cases_content_report_is_open_or_decided",
                condition=Q(decision="", decided_at=None)
                | Q(decided_at__isnull=False) & one_of("decision", ReportDecision),
            ),
            models.CheckConstraint(
                name="cases_content_report_forgets_the_address_once_decided",
                condition=Q(decided_at=None) | Q(email=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["case"],
                condition=Q(decided_at__isnull=True),
                name="cases_content_report_open",
            )
        ]

    def __str__(self) -> str:
        return f"report {self.pk} of {self.case_id}"
