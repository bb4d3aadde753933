"""Deciding what a file is by its content, never by its name."""

from __future__ import annotations

from pathlib import PurePath

import filetype

from medverkan.foundation.files import documents, refusals

JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
GIF, HEIC = "image/gif", "image/heic"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
TEXT, CSV = "text/plain", "text/csv"

IMAGES = frozenset({JPEG, PNG, WEBP, GIF, HEIC})
PUBLISHABLE = frozenset({JPEG, PNG, WEBP, PDF, TEXT, CSV})

EXTENSION_OF = {
    JPEG: "jpg",
    PNG: "png",
    WEBP: "webp",
    PDF: "pdf",
    DOCX: "docx",
    ODT: "odt",
    TEXT: "txt",
    CSV: "csv",
}
_EXTENSIONS = {
    **{
        image: {"jpg", "jpeg", "png", "webp", "gif", "heic", "heif"} for image in IMAGES
    },
    PDF: {"pdf"},
    DOCX: {"docx"},
    ODT: {"odt"},
    TEXT: {"txt", "text", "md"},
    CSV: {"csv"},
}


def decide(content: bytes, *, name: str) -> str:
    """
    Return the media type of the content.

    The name is asked only to tell text from csv, and whether it lies. Pictures may bear
    another picture's extension, as telephones do: they are written anew in any case.

    :raises TypeNotTaken: the content is of no kind we take
    :raises NameDoesNotMatch: the name's extension belongs to another kind
    """
    extension = PurePath(name).suffix.lower().lstrip(".")
    media_type = _of_content(content, extension)
    if media_type is None:
        known = any(extension in taken for taken in _EXTENSIONS.values())
        raise refusals.NameDoesNotMatch if known else refusals.TypeNotTaken
    if extension and extension not in _EXTENSIONS[media_type]:
        raise refusals.NameDoesNotMatch
    return media_type


def _of_content(content: bytes, extension: str) -> str | None:
    guessed = filetype.guess_mime(content)
    if guessed in IMAGES | {PDF}:
        return guessed
    if content.startswith(b"PK\x03\x04"):
        return {"word": DOCX, "writer": ODT}.get(documents.office_kind(content))
    if guessed is None and documents.is_plain_text(content):
        return CSV if extension == "csv" else TEXT
    return None
