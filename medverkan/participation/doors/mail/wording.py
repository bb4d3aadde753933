"""From a mail to what `receive` takes: what is said, of what kind, and who says it."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from medverkan.foundation import text as texts
from medverkan.foundation.files.models import StoredFile
from medverkan.participation.cases import sorting, ways
from medverkan.participation.cases.models import TITLE_LENGTH, Party
from medverkan.participation.cases.operations import Said, Sender
from medverkan.participation.doors.mail.parsing import Mail
from medverkan.participation.doors.models import Mailbox
from medverkan.reference.pathways.models import Pathway


class NoWayIn(Exception):
    """The municipality takes in nothing that officers answer."""


def said(
    mail: Mail,
    text: str,
    *,
    mailbox: Mailbox,
    files: tuple[StoredFile, ...],
    at: dt.datetime,
    title: str = "",
) -> Said:
    """
    Return what the mail says, sorted as the form on the web would suggest.

    It stays at the body whose mailbox it came to, until a person moves it.

    :raises NoWayIn: no open pathway is answered by officers
    """
    suggestion = sorting.suggest(f"{mail.subject}\n{text}", at=at)
    line = title or mail.subject or texts.title_of(text)
    return Said(
        title=texts.summary(line, TITLE_LENGTH) or _("A mail without words"),
        text=text,
        pathway=_pathway(suggestion.pathway, at=at),
        topic=suggestion.topic,
        body=mailbox.body,
        area=suggestion.area,
        language=texts.guess_language(text).language,
        files=files,
    )


def sender(mail: Mail, text: str, *, answers: bool = True) -> Sender:
    """Return who wrote; without `answers` nothing is ever sent to the address."""
    language = texts.guess_language(text).language
    known = {code for code, _name in settings.LANGUAGES}
    may_answer = bool(mail.address) and answers
    return Sender(
        name=mail.name,
        email=mail.address,
        language=language if language in known else settings.LANGUAGE_CODE,
        answer_by=Party.Answer.EMAIL if may_answer else Party.Answer.NONE,
    )


def _pathway(suggested: Pathway | None, *, at: dt.datetime) -> Pathway:
    # What asks for more identity than an address is not lodged by mail.
    on_web = {rules.pathway_id for rules in ways.on_web(at)}
    open_ways = [
        rules.pathway
        for rules in ways.answered_by_officer(at)
        if rules.pathway_id in on_web
    ]
    if suggested in open_ways:
        assert suggested is not None
        return suggested
    if not open_ways:
        raise NoWayIn
    return open_ways[0]
