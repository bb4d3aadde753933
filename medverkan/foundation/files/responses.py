"""Handing out a file so that nothing in it can act in the reader's browser."""

from __future__ import annotations

from django.http import FileResponse

from medverkan.foundation.files.media_types import EXTENSION_OF
from medverkan.foundation.files.models import StoredFile

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def private_file(file: StoredFile) -> FileResponse:
    """
    Return the content for one reader, who has been found to be allowed.

    Pictures may show on a page of ours, everything else is saved; no cache keeps it.
    """
    name = file.original_name or f"{file.name}.{EXTENSION_OF[file.media_type]}"
    return FileResponse(
        file.open(),
        as_attachment=not file.is_image,
        filename=name,
        content_type=_content_type(file),
        headers=_HEADERS | {"Cache-Control": "private, no-store"},
    )


def public_file(file: StoredFile, *, thumbnail: bool) -> FileResponse:
    """Return the public copy, or its thumbnail, for any cache to keep for a day."""
    path = file.thumbnail_path if thumbnail else file.path
    return FileResponse(
        file.storage.open(path),
        as_attachment=not file.is_image,
        filename=path.rpartition("/")[2],
        content_type="image/webp" if thumbnail else _content_type(file),
        headers=_HEADERS | {"Cache-Control": "public, max-age=86400"},
    )


def _content_type(file: StoredFile) -> str:
    is_text = file.media_type.startswith("text/")
    return f"{file.media_type}; charset=utf-8" if is_text else file.media_type
