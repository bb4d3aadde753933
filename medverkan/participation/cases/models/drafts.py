"""What a resident is about to send."""

from __future__ import annotations

from django.db import models

from medverkan.foundation.files.models import StoredFile
from medverkan.participation.cases.models.case import Case


class Draft(models.Model):
    """
    What a resident is about to send, behind a 128-bit address; erased after 24 hours.

    After sending, the content is gone and `case` remembers what it became, so that a second
    press of the button leads to the same receipt.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    content = models.JSONField(default=dict)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return f"draft {self.pk}"
