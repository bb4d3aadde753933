"""Tables of letters: each delivery, and who has asked for no more of a kind."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

from django.db import models
from django.db.models import Q

from medverkan.foundation.notices.states import WAITING, State

PERSONAL_FIELDS = (
    "to_name",
    "to_email",
    "to_address",
    "subject",
    "text",
    "html",
    "in_reply_to",
    "unsubscribe_url",
)


class Delivery(models.Model):
    """
    One letter to one person: written with the change it tells of, sent by the worker.

    Name, address, subject and texts are personal data and can be emptied (`erased_at`);
    the row stays. `key` makes a letter that matters unique per letter type. `message_id`
    is chosen before the first attempt, so that a copy sent again after a crash is
    recognised as the same. `body_id` is the authority it is sent for. `error` is a code.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    letter = models.CharField(max_length=80)
    key = models.CharField(max_length=120, blank=True)
    about_case = models.BigIntegerField(null=True)
    body_id = models.BigIntegerField(null=True)
    language = models.CharField(max_length=10)

    to_name = models.CharField(max_length=400, blank=True)
    to_email = models.CharField(max_length=254, blank=True)
    to_address = models.TextField(blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)

    message_id = models.CharField(max_length=120, unique=True)
    in_reply_to = models.CharField(max_length=400, blank=True)
    reply_tag = models.CharField(max_length=32, blank=True, db_index=True)
    unsubscribe_url = models.CharField(max_length=400, blank=True)

    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in State]
    )
    written_at = models.DateTimeField()
    attempt_count = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=80, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "key"],
                condition=~Q(key=""),
                name="notices_delivery_once_per_letter_and_key",
            ),
            models.CheckConstraint(
                name="notices_delivery_state_is_known",
                condition=Q(state__in=[state.value for state in State]),
            ),
            models.CheckConstraint(
                name="notices_delivery_has_ended_unless_waiting",
                condition=Q(
                    state__in=[state.value for state in sorted(WAITING)],
                    ended_at=None,
                )
                | (
                    ~Q(state__in=[state.value for state in sorted(WAITING)])
                    & Q(ended_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="notices_delivery_in_the_outbox_has_a_next_attempt",
                condition=~Q(state__in=["queued", "sending"])
                | Q(next_attempt_at__isnull=False),
            ),
            models.CheckConstraint(
                name="notices_delivery_waiting_is_not_erased",
                condition=Q(erased_at=None)
                | ~Q(state__in=[state.value for state in sorted(WAITING)]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state__in=["queued", "sending"]),
                name="notices_delivery_outbox",
            ),
            models.Index(
                fields=["written_at"],
                condition=Q(state="to_print"),
                name="notices_delivery_to_print",
            ),
            models.Index(fields=["about_case", "id"], name="notices_delivery_by_case"),
            models.Index(fields=["state", "ended_at"], name="notices_delivery_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.state}"

    def forget_person(self, *, at: dt.datetime) -> None:
        """Empty what is personal data, unsaved; that a letter was sent remains."""
        for field in PERSONAL_FIELDS:
            setattr(self, field, "")
        self.erased_at = at


class Suppression(models.Model):
    """
    Somebody's wish for no more of a kind of letter.

    The address itself is not kept: `address_tag` is a keyed hash of it.
    """

    letter = models.CharField(max_length=80)
    address_tag = models.CharField(max_length=24)
    since_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "address_tag"],
                name="notices_suppression_once_per_letter_and_address",
            ),
        ]

    def __str__(self) -> str:
        return f"no {self.letter}"
