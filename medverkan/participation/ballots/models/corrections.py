"""What people decided about a count: strikes, checks, and thresholds that were reached."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from medverkan.participation.ballots.models.ballots import Ballot
from medverkan.participation.ballots.states import CORRECTIONS


class Ground(models.TextChoices):
    """Why votes may be removed; free text stays with the proposal and is never published."""

    SAME_PERSON = "same_person", _("The same person had voted more than once")
    AUTOMATED = "automated", _("The votes were made by a program")
    INVENTED = "invented", _("The identities were invented or somebody else's")
    NOT_ENTITLED = "not_entitled", _("The rules do not let the voter vote here")
    REGISTERED_WRONGLY = "registered_wrongly", _("A paper row was registered wrongly")
    MISTAKEN = "mistaken", _("The votes had been removed by mistake")


class Correction(models.Model):
    """A line of the public correction log, numbered from 1 for each ballot."""

    ballot = models.ForeignKey(
        Ballot, on_delete=models.PROTECT, related_name="corrections"
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(
        max_length=10, choices=[(k, k) for k in sorted(CORRECTIONS)]
    )
    ground = models.CharField(max_length=20, choices=Ground.choices)
    vote_count = models.PositiveIntegerField()
    decided_date = models.DateField()
    role = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "number"], name="ballots_a_correction_has_one_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id} {self.number} {self.kind} {self.vote_count}"


class StrikeProposal(models.Model):
    """A proposal to remove votes or put them back; a second person decides on it."""

    class State(models.TextChoices):
        """Where a proposal stands."""

        PROPOSED = "proposed"
        APPROVED = "approved"
        REJECTED = "rejected"

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT)
    kind = models.CharField(
        max_length=10, choices=[(k, k) for k in sorted(CORRECTIONS)]
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PROPOSED.value
    )
    ground = models.CharField(max_length=20, choices=Ground.choices)
    reason = models.TextField()
    proposed_by_id = models.BigIntegerField()
    proposed_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    correction = models.OneToOneField(
        Correction, on_delete=models.PROTECT, null=True, related_name="proposal"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ballots_strike_is_decided_by_another_person",
                condition=Q(decided_by_id__isnull=True)
                | ~Q(decided_by_id=F("proposed_by_id")),
            ),
            models.CheckConstraint(
                name="ballots_strike_decision_follows_state",
                condition=Q(state="proposed", decided_at__isnull=True)
                | Q(~Q(state="proposed"), decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="ballots_strike_is_logged_when_approved",
                condition=Q(state="approved", correction__isnull=False)
                | Q(~Q(state="approved"), correction__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class StruckNumber(models.Model):
    """An attempt that a proposal is about."""

    proposal = models.ForeignKey(
        StrikeProposal, on_delete=models.CASCADE, related_name="numbers"
    )
    number = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "number"], name="ballots_a_strike_names_it_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number.hex


class ThresholdReached(models.Model):
    """That a threshold was reached, once and for all: later falls do not undo it."""

    ballot = models.ForeignKey(
        Ballot, on_delete=models.PROTECT, related_name="thresholds_reached"
    )
    threshold = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "threshold"],
                name="ballots_a_threshold_is_reached_once",
            ),
            models.CheckConstraint(
                name="ballots_threshold_is_reached_by_enough",
                condition=Q(counted__gte=F("threshold")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id} reached {self.threshold}"


class Check(models.Model):
    """A named second officer's signed check of the number before it is handed over."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="checks")
    threshold = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()
    head = models.ForeignKey("ballots.Head", on_delete=models.PROTECT)
    signed_by_id = models.BigIntegerField()
    post = models.CharField(max_length=120)
    is_paper_compared = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "threshold"],
                name="ballots_a_threshold_is_checked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id} checked at {self.counted}"


class Alarm(models.Model):
    """Something in a ledger that our software did not write; sealing rests meanwhile."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="alarms")
    reason = models.CharField(max_length=40)
    entry_id = models.BigIntegerField(null=True)
    found_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ballot"],
                condition=Q(resolved_at__isnull=True),
                name="ballots_one_alarm_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id} {self.reason}"
