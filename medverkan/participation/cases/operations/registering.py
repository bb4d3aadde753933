"""What the diary is told of a case: neutral words only."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from django.utils import translation
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar
from medverkan.foundation.permissions import SYSTEM, Actor
from medverkan.participation.cases.models import Case, Message
from medverkan.participation.cases.states import FROM_RESIDENT, MessageKind
from medverkan.reference.register import operations as register
from medverkan.reference.register import queries as records
from medverkan.reference.register.models import Record
from medverkan.reference.register.states import Direction


def open_in_diary(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Register a case that has no record yet at its authority, with its first document."""
    register.open_new_record(
        _document(case.opening),
        authority=case.authority,
        arrived_at=case.arrived_at,
        subject_line=subject_line(case),
        about_case=case.pk,
        class_code=None,
        responsible_body=case.body,
        actor=actor,
        at=at,
    )


def transfer_in_diary(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Register the case at the authority that has it now, as handed over by the former."""
    record = _record(case)
    if record is None:
        open_in_diary(case, actor=actor, at=at)
        return
    register.transfer_record(
        record=record,
        to=case.authority,
        responsible_body=case.body,
        actor=_registering(actor),
        at=at,
    )
    add_to_diary(case, case.opening, actor=actor, at=at)


def add_to_diary(
    case: Case, message: Message, *, actor: Actor, at: dt.datetime
) -> None:
    """Number a message as a document of the case's record at its authority."""
    record = _record(case)
    if record is None:
        return
    register.add_document(
        record=record, **asdict(_document(message)), actor=actor, at=at
    )


def _document(message: Message) -> register.NewDocument:
    with translation.override("sv"):
        description = str(_DOCUMENT[message.kind])
    return register.NewDocument(
        direction=_direction(message),
        on=calendar.local_date(message.written_at),
        description=description,
        about_kind="cases.message",
        about_id=message.pk,
    )


def _direction(message: Message) -> Direction:
    if message.kind == MessageKind.TRANSLATION:
        return Direction.INTERNAL
    return Direction.IN if message.kind in FROM_RESIDENT else Direction.OUT


def close_in_diary(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Close the case's record at its authority."""
    record = _record(case)
    if record is not None:
        register.close_record(record=record, actor=_registering(actor), at=at)


def reopen_in_diary(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Open the case's record at its authority again."""
    record = _record(case)
    if record is not None:
        register.reopen_record(record=record, actor=_registering(actor), at=at)


def mark_in_diary(case: Case, *, provision: str, at: dt.datetime) -> None:
    """Put the mark on the case's record too, with its provision, date and authority."""
    record = _record(case)
    if record is not None:
        register.mark_secrecy(
            record=record, provision=provision[:60], actor=SYSTEM, at=at
        )


def unmark_in_diary(case: Case, *, at: dt.datetime) -> None:
    """Take the mark off the case's record too."""
    record = _record(case)
    if record is not None:
        register.remove_secrecy_mark(record=record, actor=SYSTEM, at=at)


def _record(case: Case) -> Record | None:
    return records.records_of_case(case.pk).filter(transferred_to__isnull=True).last()


def _registering(actor: Actor) -> Actor:
    # The case's own rule has let a resident act; the diary follows by itself.
    return actor if actor.user_id is not None else SYSTEM


def subject_line(case: Case) -> str:
    """Return a neutral subject line (ärendemening): what kind, about what; nobody's words."""
    with translation.override("sv"):
        if case.topic is None or case.is_protected:
            return str(case.pathway.name)
        return gettext("%(kind)s about %(topic)s") % {
            "kind": case.pathway.name,
            "topic": str(case.topic.name).lower(),
        }


_DOCUMENT = {
    MessageKind.SUBMISSION: _("Received text"),
    MessageKind.ADDITION: _("Addition from the one who wrote"),
    MessageKind.QUESTION: _("Question to the one who wrote"),
    MessageKind.REPLY: pgettext_lazy("noun", "Answer"),
    MessageKind.INTERIM: _("Interim reply"),
    MessageKind.ORAL: _("Note of oral answer"),
    MessageKind.TRANSLATION: _("Translation"),
}
