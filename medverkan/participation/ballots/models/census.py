"""A census: a list of who is entitled, kept as keyed hashes only."""

from __future__ import annotations

from django.db import models

from medverkan.participation.ballots.models.ballots import Ballot


class Census(models.Model):
    """A list of entitled persons as it was on a day; its key is wrapped like a ballot's."""

    uuid = models.UUIDField(unique=True)
    name = models.CharField(max_length=120)
    as_of_date = models.DateField()
    wrapped = models.BinaryField()
    kek_id = models.CharField(max_length=40)

    class Meta:
        verbose_name_plural = "censuses"

    def __str__(self) -> str:
        return self.name


class CensusRow(models.Model):
    """One entitled person: the hash by which a proof finds the row, and a number."""

    census = models.ForeignKey(Census, on_delete=models.CASCADE, related_name="rows")
    scheme = models.CharField(max_length=40)
    tag = models.BinaryField(max_length=32)
    row = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["census", "scheme", "tag"],
                name="ballots_a_census_finds_one_row",
            ),
        ]

    def __str__(self) -> str:
        return self.row.hex


class CensusInUse(models.Model):
    """
    The census that a ballot keeps to from its first look-up on.

    The rows of another census have other numbers: changing it midway, somebody who had
    voted would be new and count twice.
    """

    ballot = models.OneToOneField(
        Ballot, on_delete=models.CASCADE, primary_key=True, related_name="census_in_use"
    )
    census = models.ForeignKey(Census, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "censuses in use"

    def __str__(self) -> str:
        return f"{self.census_id} for {self.ballot_id}"
