"""What exempts a proposal from gathering votes."""

from __future__ import annotations

from django.db import models

from medverkan.foundation.accounts.models import User
from medverkan.participation.cases.models.case import Case
from medverkan.participation.cases.models.shared import TEXT_LENGTH


class Exemption(models.Model):
    """
    The decision that a proposal concerns a national minority or its language, and why.

    Rules may let such proposals go to their body without votes (lag 2009:724 5 §: minorities
    have influence on what concerns them). Everyone reads the reason.
    """

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, related_name="exemption"
    )
    reason = models.TextField(max_length=TEXT_LENGTH)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"exemption of {self.case_id}"
