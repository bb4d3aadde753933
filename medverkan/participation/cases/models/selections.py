"""What an officer looks for again and again."""

from __future__ import annotations

from django.db import models

from medverkan.foundation.accounts.models import User

SELECTION_NAME_LENGTH = 40


class Selection(models.Model):
    """A list of the workspace with its filters, as they stand in the address, by a name."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=SELECTION_NAME_LENGTH)
    list_name = models.CharField(max_length=20)
    query = models.CharField(max_length=500)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"], name="cases_selection_name_is_used_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
