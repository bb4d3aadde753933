"""Taking in what lies in a mailbox: each mail once, none lost, none answered that must not be."""

from __future__ import annotations

import datetime as dt
import imaplib
import logging
from collections.abc import Iterator

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from medverkan.foundation import text as texts
from medverkan.foundation.files import operations as files
from medverkan.foundation.files import preparation
from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.files.preparation import Prepared
from medverkan.foundation.files.refusals import FileRefused
from medverkan.foundation.notices import operations as notices
from medverkan.foundation.notices import tags
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import ANYONE, SYSTEM
from medverkan.participation.cases import operations as cases
from medverkan.participation.cases import rules, suspicion
from medverkan.participation.cases.models import (
    FILE_KIND,
    TEXT_LENGTH,
    Case,
    Message,
    Party,
)
from medverkan.participation.cases.states import Channel
from medverkan.participation.cases.suspicion import Sign
from medverkan.participation.doors.mail import automatic, imap, parsing, wording
from medverkan.participation.doors.mail.imap import Fetched, Inbox, NotReachable
from medverkan.participation.doors.mail.parsing import Mail, NotUnderstood
from medverkan.participation.doors.models import Mailbox, ReadMail
from medverkan.participation.doors.states import Became

# The next round takes the rest.
MOST_AT_A_TIME = 200
# Somebody who writes more new mails than this in an hour may be an answering machine.
MOST_NEW_AN_HOUR = 5

logger = logging.getLogger(__name__)


def read_all(at: dt.datetime) -> None:
    """Read every mailbox that is to be read; one that fails does not stop the others."""
    for mailbox in Mailbox.objects.filter(is_read=True).order_by("pk"):
        read_mailbox(mailbox=mailbox, at=at)


def read_mailbox(*, mailbox: Mailbox, at: dt.datetime) -> int:
    """Take in what lies in a mailbox; return how many mails, and note what went wrong."""
    count, error = 0, ""
    try:
        with imap.opened(mailbox) as inbox:
            for uid in inbox.uids()[:MOST_AT_A_TIME]:
                if _take_in_and_move(inbox, uid, mailbox, at=at):
                    count += 1
                else:
                    error = "a mail could not be taken in"
    except NotReachable as reason:
        error = str(reason)
    Mailbox.objects.filter(pk=mailbox.pk).update(last_read_at=at, last_error=error[:80])
    return count


def _take_in_and_move(
    inbox: Inbox, uid: str, mailbox: Mailbox, *, at: dt.datetime
) -> bool:
    try:
        fetched = inbox.fetch(uid, limit=settings.MAIL_LIMIT_BYTES)
        take_in(mailbox=mailbox, fetched=fetched, at=at)
    except (imaplib.IMAP4.error, NotReachable):
        raise
    except Exception:
        # It stays where it is and is tried again; those after it are read.
        logger.exception("a mail could not be taken in")
        return False
    inbox.move(uid)
    return True


def take_in(*, mailbox: Mailbox, fetched: Fetched, at: dt.datetime) -> ReadMail:
    """
    Make of a mail what it is: a case, an addition, something held back, a letter that came back.

    The same mail read twice counts once.
    """
    before = _read_before(mailbox, fetched)
    if before is not None:
        return before
    mail, trouble = _understood(fetched)
    prepared, refused = _prepared(mail)
    arrived_at = min(fetched.arrived_at or at, at)
    with transaction.atomic(), translation.override("sv"):
        taken = _Taking(mailbox, mail, prepared, refused, arrived_at, at)
        became, case, received = taken.sort(trouble)
        return ReadMail.objects.create(
            mailbox=mailbox,
            key=mail.key,
            became=became,
            sender_tag=tags.address_tag(mail.address) if mail.address else "",
            case=case,
            suspect=received.suspect if received else None,
            arrived_at=arrived_at,
            read_at=at,
        )


class _Taking:
    """One mail on its way in, inside its transaction."""

    def __init__(
        self,
        mailbox: Mailbox,
        mail: Mail,
        prepared: list[Prepared],
        refused: list[str],
        arrived_at: dt.datetime,
        at: dt.datetime,
    ) -> None:
        self.mailbox, self.mail = mailbox, mail
        self.prepared, self.refused = prepared, refused
        self.arrived_at, self.at = arrived_at, at

    def sort(self, trouble: str) -> tuple[Became, Case | None, cases.Received | None]:
        """Decide what it is, and do it."""
        mail = self.mail
        if trouble:
            return self._hold(Sign.UNREADABLE, trouble=trouble)
        if automatic.is_bounce(mail):
            return self._take_report()
        answered, delivery = self._answered()
        if automatic.is_automatic(mail, own_addresses=_own_addresses()):
            if answered is None:
                return self._hold(Sign.AUTOMATIC)
            self._note_automatic(answered)
            return Became.AUTOMATIC, answered, None
        if answered is not None and delivery is not None:
            return self._take_answer(answered, delivery)
        return self._receive()

    def _take_answer(
        self, case: Case, delivery: Delivery
    ) -> tuple[Became, Case | None, cases.Received | None]:
        address = self.mail.address
        # A co-author may read, and writes a case of their own.
        parties = case.parties.exclude(role=Party.Role.CO_AUTHOR)
        if parties.filter(email__iexact=address).exists() and address:
            if rules.resident_may_add(case):
                message = self._add(case)
                self._note_refused(message.case)
                return Became.ADDITION, case, None
        elif delivery.to_email.casefold() != address.casefold() or not address:
            # Whoever has got hold of another's letter must not write in that one's case.
            return self._hold(Sign.FORGED_REPLY, about=case)
        return self._receive()

    def _add(self, case: Case) -> Message:
        return cases.add(
            case=case,
            text=self._text(),
            files=self._stored(),
            at=self.arrived_at,
        )

    def _receive(
        self, *signs: Sign
    ) -> tuple[Became, Case | None, cases.Received | None]:
        text = self._text()
        found = signs or suspicion.signs_of(
            title=self.mail.subject, text=text, is_flood=self._is_flood()
        )
        received = cases.receive(
            said=wording.said(
                self.mail, text, mailbox=self.mailbox, files=self._stored(), at=self.at
            ),
            sender=wording.sender(self.mail, text),
            channel=Channel.EMAIL,
            signs=found,
            actor=ANYONE,
            at=self.at,
            arrived_at=self.arrived_at,
        )
        if received.case is not None:
            self._note_refused(received.case)
            return Became.CASE, received.case, received
        return Became.HELD, None, received

    def _hold(
        self, sign: Sign, *, trouble: str = "", about: Case | None = None
    ) -> tuple[Became, Case | None, cases.Received | None]:
        text = self._text()
        if trouble:
            text = _(
                "The mail could not be read: %(trouble)s. It lies as it came in the folder "
                "%(folder)s of %(mailbox)s."
            ) % {
                "trouble": trouble,
                "folder": self.mailbox.done_folder,
                "mailbox": self.mailbox.address,
            }
        title = self.mail.subject
        if about is not None:
            title = f"{about.reference}: {title}"
        received = cases.receive(
            said=wording.said(
                self.mail, text, mailbox=self.mailbox, files=self._stored(),
                at=self.at, title=title,
            ),
            sender=wording.sender(self.mail, text, answers=sign != Sign.AUTOMATIC),
            channel=Channel.EMAIL,
            signs=(sign,),
            actor=ANYONE,
            at=self.at,
            arrived_at=self.arrived_at,
        )  # fmt: skip
        return Became.HELD, None, received

    def _answered(self) -> tuple[Case | None, Delivery | None]:
        # By the secret address or the letter's own id, never by the subject alone.
        mail = self.mail
        if not mail.reply_tags and not mail.answers:
            return None, None
        delivery = (
            Delivery.objects.filter(
                Q(reply_tag__in=mail.reply_tags) | Q(message_id__in=mail.answers),
                about_case__isnull=False,
            )
            .order_by("-written_at", "-pk")
            .first()
        )
        if delivery is None:
            return None, None
        return self._case_of(delivery), delivery

    def _case_of(self, delivery: Delivery) -> Case | None:
        return Case.objects.filter(pk=delivery.about_case).first()

    def _take_report(
        self,
    ) -> tuple[Became, Case | None, cases.Received | None]:
        message_id, code = automatic.returned_letter(self.mail)
        delivery = Delivery.objects.filter(message_id=message_id).first()
        if delivery is None:
            return self._hold(Sign.AUTOMATIC)
        if not automatic.has_failed(self.mail):
            return Became.AUTOMATIC, self._case_of(delivery), None
        notices.note_bounce(message_id=message_id, code=code, at=self.at)
        return Became.BOUNCE, self._case_of(delivery), None

    def _note_automatic(self, case: Case) -> None:
        text = _("An automatic answer came from the one who wrote: %s")
        words = texts.summary(self._text(), 500)
        cases.note(case=case, text=text % words, actor=SYSTEM, at=self.at)

    def _note_refused(self, case: Case) -> None:
        if self.refused:
            told = "\n".join(f"- {line}" for line in self.refused)
            text = _(
                "Some of what came along could not be taken in. It lies in the mailbox "
                "%(mailbox)s.\n\n%(told)s"
            ) % {"mailbox": self.mailbox.address, "told": told}
            cases.note(case=case, text=text, actor=SYSTEM, at=self.at)

    def _stored(self) -> tuple[StoredFile, ...]:
        return tuple(
            files.store(each, kind=FILE_KIND, actor=ANYONE, at=self.at)
            for each in self.prepared
        )

    def _text(self) -> str:
        text = self.mail.own_text[:TEXT_LENGTH].strip()
        return text or self.mail.subject or _("(The mail has no words.)")

    def _is_flood(self) -> bool:
        if not self.mail.address:
            return False
        lately = ReadMail.objects.filter(
            sender_tag=tags.address_tag(self.mail.address),
            read_at__gt=self.at - dt.timedelta(hours=1),
            became=Became.CASE,
        )
        return lately.count() >= MOST_NEW_AN_HOUR


def _read_before(mailbox: Mailbox, fetched: Fetched) -> ReadMail | None:
    key = parsing.key_of(fetched.content)
    return ReadMail.objects.filter(mailbox=mailbox, key=key).first()


def _understood(fetched: Fetched) -> tuple[Mail, str]:
    if not fetched.is_whole:
        megabytes = fetched.size // 1_000_000
        return parsing.head(fetched.content), f"{megabytes} MB"
    try:
        return parsing.read(fetched.content), ""
    except NotUnderstood as reason:
        return parsing.head(fetched.content), str(reason)
    except Exception as error:  # whatever a mail may do to a parser, the next is read
        logger.exception("a mail could not be parsed")
        return parsing.head(fetched.content), type(error).__name__


def _prepared(mail: Mail) -> tuple[list[Prepared], list[str]]:
    """Check what came along, before any transaction; return also what was refused and why."""
    prepared, refused = [], []
    for name, content in _contents(mail):
        try:
            prepared.append(
                preparation.prepare(SimpleUploadedFile(name or "bilaga", content))
            )
        except FileRefused as reason:
            with translation.override("sv"):
                refused.append(f"{name}: {reason.message}")
    return prepared, refused


def _contents(mail: Mail) -> Iterator[tuple[str, bytes]]:
    for sent in mail.files:
        yield sent.name, sent.content
    if mail.text and mail.own_text[:TEXT_LENGTH].strip() != mail.text:
        # What is quoted is not shown in the case, and is kept.
        whole, _found = texts.without_identity_numbers(mail.text)
        yield "hela-mejlet.txt", whole.encode()


def _own_addresses() -> frozenset[str]:
    addresses = Mailbox.objects.values_list("address", flat=True)
    return frozenset(address.lower() for address in addresses)
