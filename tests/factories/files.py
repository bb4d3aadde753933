"""Files for tests: uploads made on the spot, and stored rows with content."""

from __future__ import annotations

import datetime as dt
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from medverkan.foundation.files import operations, preparation
from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.permissions import SYSTEM

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def picture(
    written_as: str = "JPEG", size: tuple[int, int] = (60, 40), **options
) -> bytes:
    """Return a small picture in the format."""
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, format=written_as, **options)
    return file.getvalue()


def upload(content: bytes | None = None, name: str = "bild.jpg") -> SimpleUploadedFile:
    """Return an uploaded file, a small JPEG unless told otherwise."""
    return SimpleUploadedFile(name, picture() if content is None else content)


def stored(
    *,
    content: bytes | None = None,
    name: str = "bild.jpg",
    kind: str = "test",
    at: dt.datetime = dt.datetime(2026, 11, 10, tzinfo=dt.UTC),
) -> StoredFile:
    """Return a stored private file."""
    prepared = preparation.prepare(upload(content, name))
    return operations.store(prepared, kind=kind, actor=SYSTEM, at=at)


def published(original: StoredFile | None = None, **more) -> StoredFile:
    """Return the public copy of a picture."""
    original = original or stored()
    return operations.publish_copy(
        preparation.prepare_copy(original),
        alt_text="En gunga utan sits",
        actor=SYSTEM,
        at=original.stored_at,
    )
