"""Everything slow that is done to a file before the transaction that stores it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile

from medverkan.foundation import text
from medverkan.foundation.files import documents, images, media_types, refusals
from medverkan.foundation.files.models import STORAGE_OF, StoredFile
from medverkan.foundation.files.states import Audience, State

_NAME_LENGTH = 120


@dataclass(frozen=True)
class Prepared:
    """A checked file whose content lies in storage and waits for its row."""

    audience: Audience
    path: str
    original_name: str
    media_type: str
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None
    thumbnail_path: str = ""
    thumbnail_width: int | None = None
    thumbnail_height: int | None = None
    copy_of: StoredFile | None = None


@dataclass(frozen=True)
class _Checked:
    content: bytes
    media_type: str
    width: int | None = None
    height: int | None = None


def prepare(upload: UploadedFile) -> Prepared:
    """
    Check what was sent, write pictures anew, and lay the content in private storage.

    Call it before the transaction; content that never gets a row is swept away in a day.

    :raises FileRefused: one subclass for each reason, with `message` for the sender
    """
    content, name = _read(upload)
    checked = _checked(content, name=name)
    return Prepared(
        audience=Audience.PRIVATE,
        original_name=name,
        **_laid(checked, audience=Audience.PRIVATE),
    )


def prepare_copy(file: StoredFile, *, masked: UploadedFile | None = None) -> Prepared:
    """
    Lay a copy for everyone in public storage: of `masked` if given, else of the file.

    Pictures get a thumbnail of at most 40 kB. The copy has no name of the sender's.

    :raises KeptPrivate: files of this kind or state are never published
    :raises FileRefused: what was masked does not pass the checks
    """
    if file.state != State.CHECKED or file.audience != Audience.PRIVATE:
        raise refusals.KeptPrivate
    if masked is None:
        with file.open() as opened:
            content = opened.read()
        checked = _Checked(content, file.media_type, file.width, file.height)
    else:
        checked = _checked(*_read(masked))
    if checked.media_type not in media_types.PUBLISHABLE:
        raise refusals.KeptPrivate
    return Prepared(
        audience=Audience.PUBLIC,
        original_name="",
        copy_of=file,
        **_laid(checked, audience=Audience.PUBLIC),
        **_thumbnail(checked),
    )


def _read(upload: UploadedFile) -> tuple[bytes, str]:
    if (upload.size or 0) > settings.UPLOAD_LIMIT_BYTES:
        raise refusals.FileTooLarge
    upload.seek(0)
    content = upload.read(settings.UPLOAD_LIMIT_BYTES + 1)
    if not content:
        raise refusals.FileIsEmpty
    if len(content) > settings.UPLOAD_LIMIT_BYTES:
        raise refusals.FileTooLarge
    return content, _cleaned_name(upload.name or "")


def _cleaned_name(name: str) -> str:
    try:
        name = text.clean(PurePath(name.replace("\\", "/")).name)
    except text.NotText:
        return ""
    name, _count = text.without_identity_numbers(" ".join(name.split()))
    path = PurePath(name)
    return path.stem[:_NAME_LENGTH] + path.suffix[:10]


def _checked(content: bytes, name: str) -> _Checked:
    media_type = media_types.decide(content, name=name)
    if media_type in media_types.IMAGES:
        picture = images.rewrite(content)
        return _Checked(
            picture.content, picture.media_type, picture.width, picture.height
        )
    if media_type == media_types.PDF:
        documents.check_pdf(content)
    elif media_type in {media_types.DOCX, media_types.ODT}:
        documents.check_office(content)
    return _Checked(content, media_type)


def _laid(checked: _Checked, *, audience: Audience) -> dict:
    extension = media_types.EXTENSION_OF[checked.media_type]
    return {
        "path": _lay(checked.content, extension, audience=audience),
        "media_type": checked.media_type,
        "size": len(checked.content),
        "sha256": hashlib.sha256(checked.content).hexdigest(),
        "width": checked.width,
        "height": checked.height,
    }


def _thumbnail(checked: _Checked) -> dict:
    if checked.width is None:
        return {}
    picture = images.thumbnail(checked.content)
    return {
        "thumbnail_path": _lay(picture.content, "webp", audience=Audience.PUBLIC),
        "thumbnail_width": picture.width,
        "thumbnail_height": picture.height,
    }


def _lay(content: bytes, extension: str, *, audience: Audience) -> str:
    name = secrets.token_hex(16)
    storage = storages[STORAGE_OF[audience]]
    return storage.save(f"{name[:2]}/{name}.{extension}", ContentFile(content))
