"""Texts that a body answers with again and again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.foundation.accounts.models import User
from medverkan.foundation.text import TranslatedField
from medverkan.reference.bodies.models import Body, Topic

TEMPLATE_NAME_LENGTH = 80


class ReplyTemplate(models.Model):
    """
    A text to answer with, in several languages, whose fields such as {name} are filled in.

    A draft is offered to nobody. It is approved by another than the one who wrote it last;
    what is written anew is a draft again.
    """

    slug = models.SlugField(max_length=100, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=TEMPLATE_NAME_LENGTH)
    text = TranslatedField()
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_replytemplate_is_approved_by_another",
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=models.F("written_by")),
            ),
            models.CheckConstraint(
                name="cases_replytemplate_approval_has_a_time",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["body", "name"],
                condition=Q(retired_at__isnull=True),
                name="cases_replytemplate_name_is_used_once_at_a_body",
            ),
        ]
        indexes = [models.Index(fields=["body"], name="cases_replytemplate_of_body")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_approved(self) -> bool:
        """Tell whether officers are offered it."""
        return self.approved_at is not None and self.retired_at is None
