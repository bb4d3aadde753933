"""Words in another language, beside the original: made by a person, or marked as a machine's."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.permissions import Actor, require
from medverkan.foundation.text import without_identity_numbers
from medverkan.participation.cases import events, rules
from medverkan.participation.cases.models import Case, Message
from medverkan.participation.cases.operations import registering
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.states import BETWEEN_PARTIES, MessageKind


class NotTranslatable(Exception):
    """The words are not of this case, are notes or translations, or are in that language."""


@transaction.atomic
def translate(
    *,
    case: Case,
    message: Message,
    text: str,
    language: str,
    is_machine: bool,
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> Message:
    """
    Add a translation of words in the case; the original stays as it was written.

    Both are in the diary. The one who wrote sees it, with who made it: a person or a machine.

    :raises NotTranslatable: the words cannot be translated, or not into this language
    """
    case = lock(case, version=version)
    require(rules.may_handle(actor, case))
    if (
        message.case_id != case.pk
        or message.kind not in BETWEEN_PARTIES
        or message.language == language
    ):
        raise NotTranslatable(message.pk)
    text, _ = without_identity_numbers(text)
    made = Message.objects.create(
        case=case,
        kind=MessageKind.TRANSLATION,
        author_id=actor.user_id,
        text=text,
        language=language,
        translation_of=message,
        is_machine_translated=is_machine,
        written_at=at,
    )
    save(case)
    registering.add_to_diary(case, made, actor=actor, at=at)
    record(
        events.TRANSLATED, case, actor=actor, at=at,
        language=language, is_machine=is_machine,
    )  # fmt: skip
    return made
