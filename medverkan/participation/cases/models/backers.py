"""Those whom the author asks to say yes to a proposal: a guardian, and co-authors."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.participation.cases.models.parties import Party


class Backer(models.Model):
    """
    What a guardian or a co-author said who was asked to stand behind a proposal.

    Who it is stands in `party`. Nobody but who got the letter knows the token. A guardian
    whose yes came on paper, by phone or at a desk has got no letter, and no token.
    """

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="backer")
    token_hash = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    asked_count = models.PositiveSmallIntegerField(default=1)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_willing = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token_hash"],
                condition=~Q(token_hash=""),
                name="cases_backer_token_is_of_one",
            ),
            models.CheckConstraint(
                name="cases_backer_is_willing_when_answered",
                condition=Q(is_willing=False) | Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"backer of {self.party.case_id}"
