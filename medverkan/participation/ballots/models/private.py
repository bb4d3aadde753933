"""Private tables: who stands behind an attempt. They are erased with the ballot's key."""

from __future__ import annotations

import uuid
from secrets import token_bytes

from django.db import models
from django.db.models import Q

from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.models.ballots import Ballot
from medverkan.participation.ballots.schemes import Scheme
from medverkan.participation.ballots.states import AttemptState

STANDING_STATES = (
    AttemptState.COUNTED,
    AttemptState.WITHDRAWN,
    AttemptState.STRUCK,
)


def random_number() -> uuid.UUID:
    """Return 128 random bits; a version 4 uuid has six fewer."""
    return uuid.UUID(bytes=token_bytes(16))


def of_ballot() -> models.ForeignKey:
    """
    Return a reference to the ballot that the database does not check.

    Checking it locks the ballot's row in every vote: the one row all voters would share.
    `recount` looks for rows without a ballot instead.
    """
    return models.ForeignKey(
        Ballot,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )


class Attempt(models.Model):
    """
    A try to vote: its number and coarse attributes. Its state is what its entries say.

    `secret_hash` belongs to the link in the letter. `network` and `domain` are keyed hashes
    cut to eight bytes: they tell that two attempts are alike, and nothing once the key is
    gone. `sheet_row` lets a person find the row on the paper again.
    """

    ballot = of_ballot()
    number = models.UUIDField(default=random_number, unique=True, editable=False)
    channel = models.CharField(max_length=10, choices=[(c, c) for c in Channel])
    received_at = models.DateTimeField()
    secret_hash = models.BinaryField(max_length=32, null=True, unique=True)
    network = models.BinaryField(max_length=8, null=True)
    domain = models.BinaryField(max_length=8, null=True)
    is_disposable = models.BooleanField(default=False)
    fill_seconds = models.PositiveSmallIntegerField(null=True)
    sheet_row = models.CharField(max_length=40, blank=True)
    registered_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["ballot", "received_at"], name="ballots_attempt_by_time"
            )
        ]

    def __str__(self) -> str:
        return self.number.hex


class Pending(models.Model):
    """
    An attempt without outcome, and the tags it will claim: `tag` is of the ballot's scheme.

    The row is deleted by whoever settles the attempt, which lets only one do so. Without
    `deadline_at` it waits for a person to decide on a match. The address is in the letter
    alone, and goes when that is sent.
    """

    ballot = of_ballot()
    number = models.UUIDField(unique=True)
    secret_hash = models.BinaryField(max_length=32, null=True, unique=True)
    tag = models.BinaryField(max_length=32, null=True)
    name_tag = models.BinaryField(max_length=32, null=True)
    deadline_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["deadline_at"], name="ballots_pending_by_deadline"),
            models.Index(fields=["ballot", "tag"], name="ballots_pending_by_tag"),
        ]

    def __str__(self) -> str:
        return self.number.hex


class Standing(models.Model):
    """One voter on one ballot, and the attempt by which the voter stands there."""

    ballot = of_ballot()
    number = models.UUIDField(unique=True)
    state = models.CharField(
        max_length=10,
        choices=[(s, s) for s in STANDING_STATES],
        default=AttemptState.COUNTED.value,
    )
    is_comparable = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ballots_standing_state_is_known",
                condition=Q(state__in=[s.value for s in STANDING_STATES]),
            ),
        ]
        indexes = [
            models.Index(fields=["ballot", "state"], name="ballots_standing_by_state"),
            models.Index(
                fields=["ballot"],
                condition=Q(is_comparable=False),
                name="ballots_standing_not_compared",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number.hex} {self.state}"


class PersonKey(models.Model):
    """A claimed tag; that it is unique is what makes one identity count once."""

    ballot = of_ballot()
    scheme = models.CharField(max_length=10, choices=[(s, s) for s in Scheme])
    tag = models.BinaryField(max_length=32)
    standing = models.ForeignKey(
        Standing, on_delete=models.CASCADE, related_name="person_keys"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "scheme", "tag"],
                name="ballots_an_identity_counts_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} of {self.standing_id}"


class Match(models.Model):
    """
    A row that may be somebody who already stands: same name and postcode.

    It rejects nothing: a person decides. `is_same` is None until then.
    """

    ballot = of_ballot()
    number = models.UUIDField()
    other_number = models.UUIDField()
    found_at = models.DateTimeField()
    is_same = models.BooleanField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "number", "other_number"],
                name="ballots_two_attempts_match_once",
            ),
            models.CheckConstraint(
                name="ballots_match_is_decided_by_somebody",
                condition=Q(is_same__isnull=True, decided_at__isnull=True)
                | Q(is_same__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number.hex} like {self.other_number.hex}"


class Choice(models.Model):
    """What a budget vote chose; its hash with the nonce is in the ledger."""

    ballot = of_ballot()
    number = models.UUIDField(unique=True)
    content = models.JSONField()
    nonce = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return self.number.hex
