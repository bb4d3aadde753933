"""
Everything that changes stored files.

Whether somebody may is the rule of the room that the file belongs to.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import states as moves
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.files import events, refusals, states
from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.files.preparation import Prepared
from medverkan.foundation.files.states import Audience
from medverkan.foundation.permissions import Actor


@transaction.atomic
def store(
    prepared: Prepared, *, kind: str, actor: Actor, at: dt.datetime
) -> StoredFile:
    """
    Give a prepared private file its row; `kind` names the gate that guards it.

    A file that nothing refers to a day later is taken for abandoned and swept away.
    """
    file = StoredFile.objects.create(
        **vars(prepared) | {"audience": Audience.PRIVATE}, kind=kind, stored_at=at
    )
    audit.record(
        events.FILE_STORED,
        subject=file,
        actor=actor,
        at=at,
        kind=kind,
        media_type=file.media_type,
        size=file.size,
    )
    return file


@transaction.atomic
def publish_copy(
    prepared: Prepared, *, alt_text: str = "", actor: Actor, at: dt.datetime
) -> StoredFile:
    """
    Give a prepared public copy its row, and so its public address.

    :raises AltTextMissing: it is a picture and no words describe it
    :raises KeptPrivate: the file was set aside or erased meanwhile
    """
    original = _locked(prepared.copy_of)
    if original.state != states.State.CHECKED:
        raise refusals.KeptPrivate
    if prepared.width and not alt_text.strip():
        raise refusals.AltTextMissing
    copy = StoredFile.objects.create(
        **vars(prepared),
        kind=original.kind,
        alt_text=alt_text.strip(),
        stored_at=at,
    )
    audit.record(
        events.COPY_PUBLISHED, subject=copy, actor=actor, at=at, copy_of=original.pk
    )
    return copy


@transaction.atomic
def quarantine(*, file: StoredFile, actor: Actor, at: dt.datetime) -> StoredFile:
    """
    Set a private file aside so that nobody can open it, and erase its public copies.

    :raises TransitionRefused: it is set aside already, or erased
    """
    file = _locked(file)
    for copy in file.copies.exclude(state=states.State.ERASED):
        erase(file=copy, actor=actor, at=at)
    _move(file, states.QUARANTINE)
    audit.record(events.FILE_QUARANTINED, subject=file, actor=actor, at=at)
    return file


@transaction.atomic
def release(*, file: StoredFile, actor: Actor, at: dt.datetime) -> StoredFile:
    """
    Let a file that was set aside be opened again; its copies are not made anew.

    :raises TransitionRefused: it is not set aside
    """
    file = _locked(file)
    _move(file, states.RELEASE)
    audit.record(events.FILE_RELEASED, subject=file, actor=actor, at=at)
    return file


@transaction.atomic
def erase(*, file: StoredFile, actor: Actor, at: dt.datetime) -> StoredFile:
    """
    Erase the content, its copies and its name, and keep the row with size and sha256.

    :raises TransitionRefused: it is erased already
    """
    file = _locked(file)
    for copy in file.copies.exclude(state=states.State.ERASED):
        erase(file=copy, actor=actor, at=at)
    remove_content_on_commit(file)
    file.path = file.original_name = file.alt_text = file.thumbnail_path = ""
    file.thumbnail_width = file.thumbnail_height = None
    _move(file, states.ERASE)
    audit.record(events.FILE_ERASED, subject=file, actor=actor, at=at)
    return file


def remove_content_on_commit(file: StoredFile) -> None:
    """Remove content and thumbnail from storage once the transaction has held."""
    storage = file.storage
    for path in filter(None, [file.path, file.thumbnail_path]):
        transaction.on_commit(lambda path=path: storage.delete(path))


def _locked(file: StoredFile | None) -> StoredFile:
    if file is None:
        raise refusals.KeptPrivate
    return StoredFile.objects.select_for_update(of=("self",)).get(pk=file.pk)


def _move(file: StoredFile, transition: moves.Transition) -> None:
    file.state = moves.move(state=file.state, transition=transition)
    file.save()
