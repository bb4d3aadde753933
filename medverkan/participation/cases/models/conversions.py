"""What we have suggested to the one who wrote: that the case be another kind of case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.participation.cases.models.case import Case
from medverkan.participation.cases.models.shared import TEXT_LENGTH
from medverkan.reference.pathways.models import Pathway


class ConversionOffer(models.Model):
    """A way in that we suggest instead, why, and whether the one who wrote agreed."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="conversion_offers"
    )
    to = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=TEXT_LENGTH)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    is_accepted = models.BooleanField(default=False)

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
