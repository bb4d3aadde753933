"""Requests for public records, what was handed out, and what was refused."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.foundation.accounts.models import User
from medverkan.participation.cases.models import Attachment, Message
from medverkan.publishing.records.states import Choice, RequestState, Way
from medverkan.reference.bodies.models import Body


class RecordRequest(models.Model):
    """
    Somebody's request to get public records (TF 2:15-18), to be answered without delay.

    Nobody is asked who they are or why: `asker` and `contact` are what they chose to say. After
    the request has ended its rows are the log of what was handed out.
    """

    authority = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    wanted = models.TextField(max_length=2000, blank=True)
    asker = models.CharField(max_length=150, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField()
    state = models.CharField(
        max_length=12, choices=RequestState, default=RequestState.OPEN
    )
    way = models.CharField(max_length=10, choices=Way, blank=True)
    ended_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="records_request_state_is_known",
                condition=Q(state__in=["open", "handed_out", "refused", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="records_request_has_ended_unless_open",
                condition=Q(state="open", ended_at=None)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="records_request_is_handed_out_in_some_way",
                condition=~Q(state="handed_out") | ~Q(way=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "state", "asked_at"], name="records_request_list"
            )
        ]

    def __str__(self) -> str:
        return f"request {self.pk} at {self.authority_id}"

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still waits for it."""
        return self.state == RequestState.OPEN


class RequestedItem(models.Model):
    """
    A text or a file in a request, and how it is handed out: whole, masked or not at all.

    `text` is what is handed out of a masked text. The original is never touched.
    """

    request = models.ForeignKey(
        RecordRequest, on_delete=models.PROTECT, related_name="items"
    )
    message = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    attachment = models.ForeignKey(
        Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    choice = models.CharField(max_length=10, choices=Choice, default=Choice.WITHHELD)
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="records_item_is_a_text_or_a_file",
                condition=Q(message__isnull=False, attachment=None)
                | Q(message=None, attachment__isnull=False),
            ),
            models.CheckConstraint(
                name="records_item_file_is_whole_or_withheld",
                condition=Q(attachment=None) | ~Q(choice="masked"),
            ),
            models.UniqueConstraint(
                fields=["request", "message"],
                name="records_item_text_once_a_request",
            ),
            models.UniqueConstraint(
                fields=["request", "attachment"],
                name="records_item_file_once_a_request",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.choice} in request {self.request_id}"

    @property
    def is_handed_out(self) -> bool:
        """Tell whether any of it goes to the one who asked."""
        return self.choice != Choice.WITHHELD


class Refusal(models.Model):
    """A decision not to hand out, or not all: provision, reasons, and who decided by delegation."""

    request = models.OneToOneField(
        RecordRequest, on_delete=models.PROTECT, related_name="refusal"
    )
    provision = models.CharField(max_length=100)
    reasons = models.TextField(max_length=4000)
    post = models.CharField(max_length=150)
    decided_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="records_refusal_names_provision_and_post",
                condition=~Q(provision="") & ~Q(post="") & ~Q(reasons=""),
            )
        ]

    def __str__(self) -> str:
        return f"refusal of request {self.request_id}"
