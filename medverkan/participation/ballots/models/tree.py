"""The public tree: leaves in order, hash tiles, signed heads, rosters and public keys."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.participation.ballots import heads
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models.ballots import Ballot
from medverkan.participation.ballots.models.entries import Entry
from medverkan.participation.ballots.states import EntryKind


class Leaf(models.Model):
    """An entry's place in its ballot's tree, counted from 0."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, db_index=False)
    index = models.PositiveBigIntegerField()
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="leaf")

    class Meta:
        verbose_name_plural = "leaves"
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "index"], name="ballots_a_place_holds_one_leaf"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id}/{self.index}"


class Tile(models.Model):
    """Up to 256 hashes of a level of the tree; the last one of each level grows."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, db_index=False)
    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "level", "index"],
                name="ballots_a_tile_has_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id}/{self.level}/{self.index}"


class Head(models.Model):
    """
    A signed head with cumulative sums; each audience has its own chain from 1.

    `stated` are rules and correction log in a public head (`statements`); empty in
    internal ones, and in those from before the log was signed.
    """

    ballot = models.ForeignKey(
        Ballot, on_delete=models.PROTECT, db_index=False, related_name="heads"
    )
    audience = models.CharField(max_length=10, choices=[(a, a) for a in Audience])
    number = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    received = models.PositiveBigIntegerField()
    confirmed = models.PositiveBigIntegerField()
    repeated = models.PositiveBigIntegerField()
    expired = models.PositiveBigIntegerField()
    withdrawn = models.PositiveBigIntegerField()
    struck = models.PositiveBigIntegerField()
    restored = models.PositiveBigIntegerField()
    rule_set_version = models.PositiveIntegerField()
    at = models.DateTimeField()
    previous = models.BinaryField(max_length=32, null=True)
    key_id = models.CharField(max_length=16)
    signature = models.BinaryField(max_length=64)
    stated = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "audience", "number"],
                name="ballots_a_chain_has_one_head_of_a_number",
            ),
            models.CheckConstraint(
                name="ballots_only_the_first_head_has_none_before",
                condition=Q(number=1, previous__isnull=True)
                | Q(number__gt=1, previous__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id} {self.audience} {self.number}"

    @property
    def sums(self) -> heads.Sums:
        """Cumulative number of entries by kind."""
        return {kind: getattr(self, kind.value) for kind in EntryKind}

    def as_signed(self) -> heads.Head:
        """Return the head in the form that was signed."""
        return heads.Head(
            ballot=self.ballot.uuid,
            audience=Audience(self.audience),
            number=self.number,
            size=self.size,
            root=bytes(self.root),
            sums=self.sums,
            rule_set_version=self.rule_set_version,
            at=self.at,
            previous=None if self.previous is None else bytes(self.previous),
            key_id=self.key_id,
            stated=self.stated,
        )


class SigningKey(models.Model):
    """A public key that has signed something; old ones stay."""

    class Use(models.TextChoices):
        """What a key signs."""

        HEADS = "heads"
        RECEIPTS = "receipts"

    key_id = models.CharField(max_length=16, unique=True)
    public = models.BinaryField(max_length=32)
    use = models.CharField(max_length=10, choices=Use.choices)
    first_used_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key_id


class Roster(models.Model):
    """The day's list of every ballot's current public head, signed and chained."""

    date = models.DateField(unique=True)
    body = models.TextField()
    hash = models.BinaryField(max_length=32)
    key_id = models.CharField(max_length=16)
    signature = models.BinaryField(max_length=64)

    def __str__(self) -> str:
        return str(self.date)
