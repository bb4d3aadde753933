"""The letters to co-authors: the invitation, their own link, and what becomes of the proposal."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from medverkan.foundation.notices import operations as notices
from medverkan.foundation.notices.letters import LetterType, register
from medverkan.foundation.notices.operations import Recipient
from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import links
from medverkan.participation.cases.emails import authors, offers, proposals
from medverkan.participation.cases.models import Case, Party


def _sample() -> dict[str, Any]:
    return {
        "reference": "2026-7KM4Q2TX",
        "way": "Ungdomsförslaget",
        "link": "https://medverkan.example/medforfattare/exempel/",
    }


INVITATION = register(
    LetterType(
        name="coauthor.invited",
        subject=_("Do you want to stand behind a proposal?"),
        template="cases/letters/coauthor_invited",
        is_duty=True,
        sample=_sample,
    )
)
WELCOME = register(
    LetterType(
        name="coauthor.welcome",
        subject=_("You stand behind a proposal"),
        template="cases/letters/coauthor_welcome",
        is_duty=True,
        sample=_sample,
    )
)


def _also(letter: LetterType, *, template: str = "", subject: Any = None) -> None:
    """Have co-authors get this letter to the one who wrote too, in other words if need be."""
    name = letter.name.partition(".")[2]
    authors.TO_COAUTHORS[letter.name] = register(
        LetterType(
            name=f"coauthor.{name}",
            subject=subject or letter.subject,
            template=template or letter.template,
            is_duty=True,
            sample=letter.sample,
        )
    )


for _same in (
    authors.NOT_PUBLISHED,
    proposals.NOT_REACHED,
    proposals.HANDED_OVER,
    proposals.DELAYED,
    proposals.DECIDED,
    proposals.STEP,
    proposals.FINISHED,
):
    _also(_same)
_also(
    authors.PUBLISHED,
    template="cases/letters/coauthor_published",
    subject=_("The proposal that you stand behind is published"),
)
_also(
    authors.WITHDRAWN,
    template="cases/letters/coauthor_withdrawn",
    subject=_("The proposal that you stood behind is taken back"),
)
_also(
    offers.MERGED,
    template="cases/letters/coauthor_merged",
    subject=_("The proposal that you stand behind is joined with another"),
)

NAMES = frozenset(
    {
        INVITATION.name,
        WELCOME.name,
        *(one.name for one in authors.TO_COAUTHORS.values()),
    }
)


def invite(
    case: Case, party: Party, *, token: str, actor: Actor, at: dt.datetime
) -> None:
    """Ask for a yes; nothing of what was written, or by whom, is in the letter."""
    _send(INVITATION, case, party, "cases:invitation", token, actor=actor, at=at)


def welcome(case: Case, party: Party, *, actor: Actor, at: dt.datetime) -> None:
    """Send a co-author the link of their own."""
    token = links.make_for(party, at=at)
    _send(WELCOME, case, party, "cases:coauthor", token, actor=actor, at=at)


def _send(
    letter: LetterType, case: Case, party: Party, page: str, token: str,
    *, actor: Actor, at: dt.datetime,
) -> None:  # fmt: skip
    with override(party.language):
        context = {
            "reference": case.reference,
            "way": str(case.pathway.name),
            "link": settings.SITE_URL + reverse(page, args=[token]),
        }
    notices.send(
        letter,
        to=Recipient(email=party.email, language=party.language),
        context=context,
        about_case=case.pk,
        body_id=case.authority_id,
        actor=actor,
        at=at,
    )
