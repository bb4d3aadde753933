"""How an authority numbers its records, and the classes it sorts them into."""

from __future__ import annotations

from django.db import models

from medverkan.foundation.text import TranslatedField
from medverkan.reference.bodies.models import Body
from medverkan.reference.register import patterns


class RegisterSeries(models.Model):
    """How an authority numbers its records."""

    authority = models.OneToOneField(
        Body, on_delete=models.PROTECT, related_name="register_series"
    )
    pattern = models.CharField(
        max_length=80, default=patterns.DEFAULT, validators=[patterns.validate_pattern]
    )

    def __str__(self) -> str:
        return self.pattern


class Counter(models.Model):
    """The last number given by an authority in a year; its lock leaves no gaps."""

    authority = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year"],
                name="register_counter_is_one_per_authority_and_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.last_number}"


class ClassCode(models.Model):
    """A class of the classification structure (klassificeringsstruktur)."""

    code = models.CharField(max_length=20, unique=True)
    name = TranslatedField()
    end_date = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
