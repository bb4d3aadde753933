"""The letters to the one who wrote, each step of the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.notices import letters
from medverkan.foundation.notices import operations as notices
from medverkan.foundation.notices.letters import LetterType, register
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.operations import Recipient
from medverkan.foundation.permissions import Actor
from medverkan.foundation.text import Translated
from medverkan.participation.cases import coauthors, links, words
from medverkan.participation.cases.models import (
    Case,
    Message,
    Party,
)
from medverkan.participation.cases.states import CaseState, MessageKind, ReportDecision
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Body


def _sample() -> dict[str, Any]:
    return {
        "reference": "2026-7KM4Q2TX",
        "kind": _("Question"),
        "to": "Boråsförslaget",
        "body": "Tekniska nämnden",
        "due_date": dt.date(2026, 11, 24),
        "link": "https://medverkan.example/mitt-arende/exempel/",
        "greeting": "",
        "closures": (),
        "public_name": "",
        "public_link": "https://medverkan.example/arenden/2026-7KM4Q2TX/",
        "last_date": dt.date(2027, 2, 18),
        "text": "Tack för att du hör av dig. Lampan är bytt sedan i går.",
        "outcome": _("Fixed"),
        "from_body": "Tekniska nämnden",
        "ground": None,
        "is_open": True,
        "is_protected": False,
        "counted": 132,
        "threshold": 150,
        "plain": "",
        "decided_on": dt.date(2026, 11, 18),
        "paragraph": "112",
        "deciding_body": "Tekniska nämnden",
        "step_date": dt.date(2027, 6, 1),
        "title": "Fler bänkar längs Viskan",
        "other_link": "https://medverkan.example/arenden/2026-7KM4Q2TX/",
        "is_proposal": False,
        "awaits_guardian": False,
        "age": 16,
    }


# The names of the letters to the one who wrote.
TO_AUTHOR: list[str] = []
# What co-authors get when the one who wrote gets the letter of this name.
TO_COAUTHORS: dict[str, LetterType] = {}


def letter_to_author(name: str, subject: Any) -> LetterType:
    """Name a letter to the one who wrote, with the template of the same name."""
    TO_AUTHOR.append(f"case.{name}")
    return register(
        LetterType(
            name=f"case.{name}",
            subject=subject,
            template=f"cases/letters/{name}",
            is_duty=True,
            sample=_sample,
        )
    )


RECEIVED = letter_to_author("received", _("We have received what you wrote"))
QUESTION = letter_to_author("question", _("We have a question for you"))
INTERIM = letter_to_author("interim", _("We need more time"))
ANSWERED = letter_to_author("answered", _("You have got an answer"))
PASSED_ON = letter_to_author("passed_on", _("What you wrote has been passed on"))
WITHDRAWN = letter_to_author("withdrawn", _("You have taken back what you wrote"))
PUBLISHED = letter_to_author("published", _("What you wrote is published"))
NOT_PUBLISHED = letter_to_author(
    "not_published", _("Why what you wrote is not published")
)
NEW_LINK = letter_to_author("new_link", _("Your link to follow what you wrote"))
MODERATED = letter_to_author(
    "moderated", _("What is published of your case has changed")
)
READER_QUESTION = letter_to_author(
    "reader_question", _("Somebody asks about your proposal")
)
HANDED_ON = letter_to_author("handed_on", _("What you wrote has been handed on"))


def send_handed_on(case: Case, *, to: str, actor: Actor, at: dt.datetime) -> None:
    """Tell to whom the case was handed, for whom it is."""
    send(HANDED_ON, case, deciding_body=to, actor=actor, at=at)


Greet = Callable[[Case], Translated | None]
_greetings: list[Greet] = []


def register_greeting(greet: Greet) -> None:
    """Have an upper room give an authority's own words for the letter of arrival."""
    if greet not in _greetings:
        _greetings.append(greet)


def _greeting(case: Case) -> Translated:
    found = (greet(case) for greet in _greetings)
    return next((words for words in found if words), Translated())


def send_received(
    case: Case, party: Party, *, token: str, actor: Actor, at: dt.datetime
) -> None:
    """Confirm arrival: reference, what happens next, when and by whom, and the link."""
    _send_to(
        party, RECEIVED, case, token=token, greeting=_greeting(case),
        closures=bodies.closures_now(case.body, at),
        awaits_guardian=case.awaits_guardian, age=case.rule_set.guardian_below_age,
        actor=actor, at=at,
    )  # fmt: skip


def send_question(
    case: Case, message: Message, *, actor: Actor, at: dt.datetime
) -> None:
    """Put our question to the one who wrote; protected content stays behind the link."""
    send(QUESTION, case, text=message.text, actor=actor, at=at)


def send_interim(
    case: Case, message: Message, *, actor: Actor, at: dt.datetime
) -> None:
    """Tell that the answer takes longer, and by when it comes now."""
    send(INTERIM, case, text=message.text, actor=actor, at=at)


def send_answered(
    case: Case, message: Message, *, actor: Actor, at: dt.datetime
) -> None:
    """Send the answer; by e-mail of a protected case only that there is one."""
    send(ANSWERED, case, text=message.text, actor=actor, at=at)


def send_passed_on(
    case: Case, *, from_body: Body, actor: Actor, at: dt.datetime
) -> None:
    """Tell who has the case now."""
    send(PASSED_ON, case, from_body=from_body.name, actor=actor, at=at)


def send_withdrawn(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Confirm that the case was taken back, and that the record stays."""
    send(WITHDRAWN, case, actor=actor, at=at)


def send_published(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Tell that everyone can read it now, where, and how others can vote for it."""
    is_gathering = case.state == CaseState.GATHERING and case.ballot is not None
    send(
        PUBLISHED,
        case,
        public_name=case.published_name,
        deciding_body=case.decider.name,
        threshold=case.ballot.threshold if is_gathering else None,
        last_date=case.ballot.last_date if is_gathering else None,
        actor=actor,
        at=at,
    )


def send_not_published(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Tell why it is not published."""
    send(
        NOT_PUBLISHED,
        case,
        ground=case.refusal,
        is_open=case.is_open,
        actor=actor,
        at=at,
    )


def send_moderated(
    case: Case, decision: ReportDecision, *, reason: str, actor: Actor, at: dt.datetime
) -> None:
    """Tell the author what a report led to, and why."""
    outcome = words.REPORT_DECISION[decision]
    send(MODERATED, case, outcome=outcome, text=reason, actor=actor, at=at)


def send_reader_question(
    case: Case, text: str, *, actor: Actor, at: dt.datetime
) -> None:
    """Pass a reader's question on to the author."""
    send(READER_QUESTION, case, text=text, actor=actor, at=at)


def send_new_link(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Send a new secret link to the address in the case."""
    send(NEW_LINK, case, actor=actor, at=at)


# The letters that hold the words of a message, by the kinds of it.
_HOLDS_WORDS = {
    QUESTION.name: {MessageKind.QUESTION},
    INTERIM.name: {MessageKind.INTERIM},
    ANSWERED.name: {MessageKind.REPLY, MessageKind.ORAL},
}


def send_again(case: Case, lost: Delivery, *, actor: Actor, at: dt.datetime) -> None:
    """
    Send the one who wrote a letter that did not arrive, in the way they are reached now.

    A message is put into words anew: what may be secret goes in an envelope alone. Of the
    other letters of such a case an e-mail brings only the link.
    """
    message = case.messages.filter(
        kind__in=_HOLDS_WORDS.get(lost.letter, ()), written_at=lost.written_at
    ).first()
    party = case.parties.filter(role=Party.Role.SUBMITTER).first()
    if party is None or not _can_be_written_to(party):
        return
    if message is not None:
        letter = letters.get(lost.letter)
        _send_to(party, letter, case, text=message.text, actor=actor, at=at)
    elif case.is_protected and not _goes_by_post(party):
        _send_to(party, NEW_LINK, case, actor=actor, at=at)
    else:
        notices.copy(delivery=lost, to=_recipient(party), actor=actor, at=at)


def send(
    letter: LetterType,
    case: Case,
    *,
    actor: Actor,
    at: dt.datetime,
    token: str | None = None,
    **more: Any,
) -> None:
    """
    Send a letter to the one who wrote, in the way that was chosen; `more` is its context.

    Co-authors get theirs of the same, by e-mail and with a link of their own.
    """
    party = case.parties.filter(role=Party.Role.SUBMITTER).first()
    if party is not None:
        _send_to(party, letter, case, actor=actor, at=at, token=token, **more)
    if letter.name in TO_COAUTHORS and case.rule_set.coauthor_limit:
        for reader in coauthors.willing(case):
            theirs = TO_COAUTHORS[letter.name]
            _send_to(reader, theirs, case, actor=actor, at=at, **more)


def _send_to(
    party: Party,
    letter: LetterType,
    case: Case,
    *,
    actor: Actor,
    at: dt.datetime,
    token: str | None = None,
    **more: Any,
) -> None:
    if not _can_be_written_to(party):
        return
    token = token or links.make_for(party, at=at)
    page = "cases:mine" if party.role == Party.Role.SUBMITTER else "cases:coauthor"
    with translation.override(party.language):
        context = {
            **_sample(),
            "reference": case.reference,
            "kind": str(case.pathway.name),
            "body": str(case.body.name),
            "due_date": case.due_date,
            "is_proposal": case.is_proposal,
            "link": settings.SITE_URL + reverse(page, args=[token]),
            "public_link": settings.SITE_URL
            + reverse("cases:detail", args=[case.reference]),
            "outcome": str(words.OUTCOME.get(case.outcome, "")),
            "is_protected": case.is_protected and not _goes_by_post(party),
            **more,
        }
    if context["is_protected"]:
        context["text"] = ""
    recipient = _recipient(party)
    if recipient.is_reachable:
        notices.send(
            letter,
            to=recipient,
            context=context,
            about_case=case.pk,
            body_id=case.authority_id,
            actor=actor,
            at=at,
        )


def _recipient(party: Party) -> Recipient:
    by_email = party.answer_by == Party.Answer.EMAIL
    return Recipient(
        email=party.email if by_email else "",
        name=_name_on(party),
        address=party.address,
        language=party.language,
    )


def _name_on(party: Party) -> str:
    """Return the name for a letter: one that is protected stands on an envelope alone."""
    return (
        "" if party.has_protected_identity and not _goes_by_post(party) else party.name
    )


def _goes_by_post(party: Party) -> bool:
    """Tell whether it goes in an envelope: then what may be secret may stand in it."""
    return party.answer_by == Party.Answer.LETTER


def _can_be_written_to(party: Party) -> bool:
    if party.answer_by == Party.Answer.EMAIL:
        return bool(party.email)
    return party.answer_by == Party.Answer.LETTER and bool(party.address)
