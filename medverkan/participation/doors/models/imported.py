"""What has been imported: so that the same row is taken in once."""

from __future__ import annotations

from django.db import models

from medverkan.participation.cases.models import Case


class ImportedRow(models.Model):
    """
    That a row of a file became a case.

    `key` is a hash: of the id that the row had where it came from, else of its content.
    """

    key = models.CharField(max_length=64, unique=True)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="+")
    imported_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"imported {self.case_id}"
