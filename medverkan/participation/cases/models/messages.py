"""Words in a case and what came with them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.foundation.accounts.models import User
from medverkan.foundation.files.models import StoredFile
from medverkan.participation.cases.models.case import Case
from medverkan.participation.cases.models.shared import (
    TEXT_LENGTH,
    TITLE_LENGTH,
    one_of,
)
from medverkan.participation.cases.states import (
    MessageKind,
)
from medverkan.reference.bodies.models import Body


class Message(models.Model):
    """
    Words in a case, never changed once written.

    A note belongs to the authority that wrote it and stays there when the case moves on.
    `published_text` is what everyone reads of it, if anything.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=20)
    author = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    authority = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    text = models.TextField(max_length=TEXT_LENGTH)
    language = models.CharField(max_length=10, default="sv")
    translation_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT,
        related_name="translations",
    )  # fmt: skip
    is_machine_translated = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    published_text = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_message_kind_is_known",
                condition=one_of("kind", MessageKind),
            ),
            models.CheckConstraint(
                name="cases_message_note_belongs_to_an_authority",
                condition=~Q(kind=MessageKind.NOTE) | Q(authority__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_message_note_is_never_published",
                condition=~Q(kind=MessageKind.NOTE) | Q(published_text=""),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(kind="submission", translation_of__isnull=True),
                name="cases_message_one_submission_a_case",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "written_at"], name="cases_message_of_case")
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.case_id}"


class Attachment(models.Model):
    """A file that came with a message."""

    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, related_name="attachments"
    )
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    is_secret = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"attachment {self.pk} of message {self.message_id}"
