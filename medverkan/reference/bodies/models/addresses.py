"""Addresses of the municipality, as its own list of them says."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Street(models.Model):
    """A street, or another name by which places are numbered, in a postal town."""

    name = models.CharField(max_length=100)
    town = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name", "town"], name="bodies_street_is_there_once_in_a_town"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.town}" if self.town else self.name


class Address(models.Model):
    """A number on a street and where it lies (WGS 84)."""

    street = models.ForeignKey(
        Street, on_delete=models.CASCADE, related_name="addresses"
    )
    number = models.PositiveIntegerField()
    letter = models.CharField(max_length=4, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "number", "letter"],
                name="bodies_address_is_there_once",
            ),
            models.CheckConstraint(
                name="bodies_address_lies_on_earth",
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]

    def __str__(self) -> str:
        number = f"{self.number} {self.letter}".strip()
        town = f", {self.street.town}" if self.street.town else ""
        return f"{self.street.name} {number}{town}"
