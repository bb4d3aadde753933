"""
What a retention decision takes out of a case: persons, or all that was written.

The row of the case stays, with its dates, body, topic and outcome: the register's line and
every figure are the same afterwards. The ledger of its ballot is not touched.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from medverkan.foundation.files import operations as files
from medverkan.foundation.files.states import State as FileState
from medverkan.foundation.notices import operations as letters
from medverkan.foundation.permissions import Actor, require
from medverkan.foundation.text import personal
from medverkan.participation.cases import erasure, events, rules
from medverkan.participation.cases.models import (
    Attachment,
    AuthorQuestion,
    Backer,
    Case,
    ContentReport,
    ConversionOffer,
    Draft,
    Exemption,
    Follower,
    MergeOffer,
    Message,
    Party,
    ReplyDraft,
    SecretLink,
    Suspect,
)
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.states import Publication


class Erasure(StrEnum):
    """How much goes: all that was written, or only who wrote it."""

    DESTROY = "destroy"
    ANONYMISE = "anonymise"


class MustBeKept(Exception):
    """Something forbids it now; `obstacle` says what."""

    def __init__(self, obstacle: erasure.Obstacle) -> None:
        self.obstacle = obstacle
        super().__init__(obstacle.value)


@transaction.atomic
def erase(*, case: Case, how: Erasure, actor: Actor, at: dt.datetime) -> Case:
    """
    Carry out a retention decision on one case; done twice, it is done once.

    :raises NotPermitted: the actor keeps no register of the case's authority
    :raises MustBeKept: it is not closed, is on hold, or its ballot is not settled
    """
    case = lock(case, version=None)
    require(rules.may_erase(actor, case))
    obstacle = erasure.obstacles([case]).get(case.pk)
    if obstacle is not None:
        raise MustBeKept(obstacle)
    if erasure.is_done(case, destroyed=how == Erasure.DESTROY):
        return case
    names = list(case.parties.values_list("name", flat=True))
    if how == Erasure.DESTROY:
        _destroy_texts(case, at=at)
    else:
        _mask_texts(case, names)
        _forget_place(case, names)
    _erase_files(case, actor=actor, at=at)
    _erase_persons(case, actor=actor, at=at)
    save(
        case, "place", "latitude", "longitude", "published_title", "published_text",
        "published_name", "publication", "watch_date", "watch_reason",
    )  # fmt: skip
    event = events.DESTROYED if how == Erasure.DESTROY else events.ANONYMISED
    record(event, case, actor=actor, at=at)
    return case


def _erase_persons(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    case.published_name = ""
    case.watch_date, case.watch_reason = None, ""
    Party.objects.filter(case=case).update(
        name="", email="", phone="", address="", postcode="",
        answer_by=Party.Answer.NONE, wants_easy_words=False,
        has_protected_identity=False, erased_at=at,
    )  # fmt: skip
    Backer.objects.filter(party__case=case).update(token_hash="")
    SecretLink.objects.filter(case=case, revoked_at=None).update(revoked_at=at)
    Follower.objects.filter(case=case).delete()
    Draft.objects.filter(case=case).delete()
    ReplyDraft.objects.filter(case=case).delete()
    ContentReport.objects.filter(case=case).update(text="", email="", reason="")
    ConversionOffer.objects.filter(case=case).update(text="")
    MergeOffer.objects.filter(case=case).update(text="")
    Exemption.objects.filter(case=case).update(reason="")
    AuthorQuestion.objects.filter(case=case).update(
        text="", shown_text="", email="", answer="", shown_answer="", reason=""
    )
    # What was held back as suspected spam is a second copy of what was sent.
    Suspect.objects.filter(case=case).update(
        title="", text="", place="", latitude=None, longitude=None, sender={}
    )
    erasure.erase_above([case.pk], at)
    letters.cancel_waiting(case_ids=[case.pk], actor=actor, at=at)
    letters.erase(case_ids=[case.pk], at=at)


def _destroy_texts(case: Case, *, at: dt.datetime) -> None:
    with translation.override(case.language):
        title = _("Destroyed by decision")
    Message.objects.filter(case=case).update(
        title="", text="", published_text="", erased_at=at
    )
    Message.objects.filter(pk=case.opening_id).update(title=title)
    case.place, case.latitude, case.longitude = "", None, None
    case.published_title = case.published_text = ""
    case.publication = Publication.PRIVATE


def _mask_texts(case: Case, names: list[str]) -> None:
    """Take persons out of what was written, as far as they can be found by machine."""
    for message in Message.objects.filter(case=case).order_by("pk"):
        message.title = masked(message.title, names)[:120]
        message.text = masked(message.text, names)
        message.save(update_fields=["title", "text"])
    if case.published_name:
        case.published_title = masked(case.published_title, names)[:120]
        case.published_text = masked(case.published_text, names)


def _forget_place(case: Case, names: list[str]) -> None:
    """Take away where it was, which may be where somebody lives; what all could read stays."""
    if case.is_published and case.shows_place:
        case.place = masked(case.place, names)[:200]
    else:
        case.place, case.latitude, case.longitude = "", None, None


def masked(text: str, names: list[str]) -> str:
    """Return the text without these names and what else points out a person."""
    spans = personal.find_personal_data(text)
    by_name = personal.find_names(text, names, in_any_case=True)
    return personal.mask(text, [*spans, *by_name])


def _erase_files(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Erase what came with the messages: a picture cannot be masked by machine."""
    attachments = Attachment.objects.filter(message__case=case).exclude(
        file__state=FileState.ERASED
    )
    for attachment in attachments.select_related("file").order_by("pk"):
        files.erase(file=attachment.file, actor=actor, at=at)
