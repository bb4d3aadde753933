"""What we have suggested to the one who wrote, who says yes or no."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.participation.cases.models.case import Case
from medverkan.participation.cases.models.shared import TEXT_LENGTH
from medverkan.reference.pathways.models import Pathway


class Offer(models.Model):
    """Why we suggest something, and whether the one who wrote agreed."""

    text = models.TextField(max_length=TEXT_LENGTH)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    is_accepted = models.BooleanField(default=False)

    class Meta:
        abstract = True


class ConversionOffer(Offer):
    """A way in that we suggest instead: that the case be another kind of case."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="conversion_offers"
    )
    to = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answered_at__isnull=True),
                name="cases_conversion_offer_one_open_a_case",
            ),
            models.CheckConstraint(
                name="cases_conversion_offer_is_accepted_when_answered",
                condition=Q(is_accepted=False) | Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"offer to make {self.case_id} another kind of case"


class MergeOffer(Offer):
    """
    Another proposal about the same thing that we suggest joining.

    It may be answered to the end of `last_date`. What was taken back, or not answered in
    time, has ended; a yes that came without our asking has no text.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="merge_offers"
    )
    into = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    last_date = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answered_at__isnull=True, ended_at__isnull=True),
                name="cases_merge_offer_one_open_a_case",
            ),
            models.CheckConstraint(
                name="cases_merge_offer_is_accepted_when_answered",
                condition=Q(is_accepted=False) | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_merge_offer_is_answered_or_ended",
                condition=Q(answered_at__isnull=True) | Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"offer to join {self.case_id} with {self.into_id}"

    @property
    def is_open(self) -> bool:
        """Tell whether it waits for an answer."""
        return self.answered_at is None and self.ended_at is None
