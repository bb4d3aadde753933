"""Mailboxes that are read, and that each mail in them was read once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from medverkan.participation.cases.models import Case, Suspect
from medverkan.participation.doors.states import Became
from medverkan.reference.bodies.models import Body


class Mailbox(models.Model):
    """
    A mailbox of an administration, read by IMAP.

    The password is in the environment only (`MAILBOX_PASSWORDS`, by `slug`). What has been
    taken in is moved to `done_folder`; what lies in `folder` has not been.
    """

    slug = models.SlugField(max_length=40, unique=True)
    address = models.EmailField(unique=True)
    # Its mail is registered there: a body with a mailbox is closed only after it has moved.
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="mailboxes")
    host = models.CharField(max_length=200)
    port = models.PositiveIntegerField(default=993)
    username = models.CharField(max_length=200)
    has_tls = models.BooleanField(default=True)
    folder = models.CharField(max_length=100, default="INBOX")
    done_folder = models.CharField(max_length=100, default="Medverkan")
    is_read = models.BooleanField(default=True)
    last_read_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="doors_mailbox_moves_to_another_folder",
                condition=~Q(folder=models.F("done_folder")),
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def password(self) -> str:
        """Return the password from the environment, or nothing."""
        return settings.MAILBOX_PASSWORDS.get(self.slug, "")


class ReadMail(models.Model):
    """
    That a mail was read and what became of it; its words are in the case or the quarantine.

    `key` is a hash of its Message-ID, or of the whole where it has none: read again, it
    counts once. `sender_tag` is a keyed hash of the sender's address, to see a loop.
    """

    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="mails")
    key = models.CharField(max_length=64)
    became = models.CharField(max_length=10)
    sender_tag = models.CharField(max_length=24, blank=True)
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    suspect = models.ForeignKey(
        Suspect, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    arrived_at = models.DateTimeField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mailbox", "key"], name="doors_mail_counts_once_in_a_mailbox"
            ),
            models.CheckConstraint(
                name="doors_mail_became_something_known",
                condition=Q(became__in=sorted(each.value for each in Became)),
            ),
        ]
        indexes = [
            models.Index(fields=["sender_tag", "read_at"], name="doors_mail_by_sender"),
        ]

    def __str__(self) -> str:
        return f"{self.became} in {self.mailbox_id}"
