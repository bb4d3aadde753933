"""The table of stored files; the content lies in one of two storages."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.urls import reverse

from medverkan.foundation.files.states import Audience, State
from medverkan.foundation.references import new_secret

STORAGE_OF = {Audience.PRIVATE: "private", Audience.PUBLIC: "default"}


class StoredFile(models.Model):
    """
    A file that somebody sent, or a public copy of one (`copy_of`).

    `kind` names the gate that decides who may open it (`access.register_gate`). Names and
    paths are random; `original_name` is what the sender called it, and can be erased.
    """

    name = models.CharField(
        max_length=22, unique=True, default=new_secret, editable=False
    )
    kind = models.CharField(max_length=40)
    audience = models.CharField(max_length=10, choices=[(a, a) for a in Audience])
    state = models.CharField(
        max_length=12, choices=[(s, s) for s in State], default=State.CHECKED
    )
    path = models.CharField(max_length=100, blank=True)
    original_name = models.CharField(max_length=150, blank=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    alt_text = models.CharField(max_length=300, blank=True)
    thumbnail_path = models.CharField(max_length=100, blank=True)
    thumbnail_width = models.PositiveIntegerField(null=True)
    thumbnail_height = models.PositiveIntegerField(null=True)
    copy_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="copies"
    )
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="files_audience_and_state_are_known",
                condition=Q(
                    audience__in=[a.value for a in Audience],
                    state__in=[s.value for s in State],
                ),
            ),
            models.CheckConstraint(
                name="files_public_files_are_copies_and_never_quarantined",
                condition=Q(audience=Audience.PRIVATE.value, copy_of=None)
                | (
                    Q(audience=Audience.PUBLIC.value, copy_of__isnull=False)
                    & ~Q(state=State.QUARANTINED.value)
                ),
            ),
            models.CheckConstraint(
                name="files_erased_files_hold_nothing",
                condition=(
                    Q(state=State.ERASED.value)
                    & Q(path="", original_name="", alt_text="", thumbnail_path="")
                )
                | (~Q(state=State.ERASED.value) & ~Q(path="")),
            ),
            models.CheckConstraint(
                name="files_width_goes_with_height",
                condition=Q(width=None, height=None)
                | Q(width__isnull=False, height__isnull=False),
            ),
            models.UniqueConstraint(
                name="files_each_content_has_one_row",
                fields=["audience", "path"],
                condition=~Q(path=""),
            ),
        ]

        indexes = [
            models.Index(
                name="files_by_thumbnail",
                fields=["thumbnail_path"],
                condition=~Q(thumbnail_path=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.media_type} {self.name}"

    @property
    def storage(self) -> Storage:
        """Return where the content lies."""
        return storages[STORAGE_OF[Audience(self.audience)]]

    @property
    def is_image(self) -> bool:
        """Tell whether a browser can show it as a picture."""
        return self.media_type.startswith("image/")

    @property
    def url(self) -> str:
        """Return the address: of the copy itself when public, else of the gate's view."""
        if self.audience == Audience.PUBLIC:
            return self.storage.url(self.path)
        return reverse("files:download", args=[self.name])

    @property
    def thumbnail_url(self) -> str:
        """Return the address of the small picture, or nothing."""
        return self.storage.url(self.thumbnail_path) if self.thumbnail_path else ""

    def open(self) -> BinaryIO:
        """Return the content for reading, in bytes."""
        return cast("BinaryIO", self.storage.open(self.path, "rb"))
