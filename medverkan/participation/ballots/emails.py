"""Letters of the room. They are not kept: who votes is nobody's business once they are sent."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from medverkan.foundation.notices import letters, operations
from medverkan.foundation.notices.letters import LetterType
from medverkan.foundation.notices.recipients import Recipient
from medverkan.foundation.permissions import ANYONE
from medverkan.participation.ballots import news, secret_links, subjects
from medverkan.participation.ballots.models import Ballot, Correction, Standing
from medverkan.participation.ballots.models.corrections import Ground
from medverkan.participation.ballots.queries import last_correction
from medverkan.participation.ballots.states import AttemptState, EntryKind

if TYPE_CHECKING:
    from medverkan.participation.ballots.operations.attempts import Voter

# What the link of the letter carries, where news were asked for with the vote.
NEWS = "nyheter"

_TITLE = "Fler bänkar längs Viskan"
_LINK = "https://example.org/rost/…"


def _sample() -> dict[str, Any]:
    return {
        "title": _TITLE,
        "link": _LINK,
        "confirm_hours": 48,
        "news_page": _LINK,
        "correction": Correction(
            number=3,
            kind=EntryKind.STRUCK.value,
            ground=Ground.AUTOMATED.value,
            vote_count=1,
            decided_date=dt.date(2026, 11, 10),
        ),
    }


def _letter(name: str, subject: str, template: str) -> LetterType:
    return letters.register(
        LetterType(
            name=name,
            subject=subject,
            template=f"ballots/letters/{template}",
            is_duty=True,
            is_kept=False,
            sample=_sample,
        )
    )


CONFIRM = _letter("vote.to_confirm", _("Confirm your vote"), "confirm")
ALREADY_COUNTED = _letter(
    "vote.already_counted", _("Your vote already counts"), "already_counted"
)
STRUCK_BEFORE = _letter(
    "vote.struck_before", _("A vote from you was removed"), "struck_before"
)
WITHDRAW = _letter("vote.to_withdraw", _("Take back your vote"), "withdraw")
NOTHING_TO_WITHDRAW = _letter(
    "vote.nothing_to_withdraw", _("No vote from you counts"), "nothing_to_withdraw"
)


def send_after_attempt(
    *,
    ballot: Ballot,
    voter: Voter,
    secret: str,
    standing: Standing | None,
    at: dt.datetime,
) -> None:
    """Write to the mailbox: confirm, or it counts already, or it was removed."""
    link = _link("ballots:confirm", voter.language, uuid=ballot.uuid, secret=secret)
    letter, correction = CONFIRM, None
    if voter.wants_news:
        asked = news.token(ballot=ballot, email=voter.email, language=voter.language)
        link += "?" + urlencode({NEWS: asked})
    if standing is not None and standing.state == AttemptState.COUNTED:
        letter = ALREADY_COUNTED
        link = _withdrawal_link(ballot, standing, voter.language)
    elif standing is not None and standing.state == AttemptState.STRUCK:
        letter = STRUCK_BEFORE
        correction = last_correction(ballot, standing.number)
    _send(letter, ballot=ballot, voter=voter, link=link, at=at, correction=correction)


def send_after_asking_to_withdraw(
    *, ballot: Ballot, voter: Voter, standing: Standing | None, at: dt.datetime
) -> None:
    """Write to the mailbox: how to withdraw, or that nothing counts."""
    if standing is not None and standing.state == AttemptState.COUNTED:
        link = _withdrawal_link(ballot, standing, voter.language)
        _send(WITHDRAW, ballot=ballot, voter=voter, link=link, at=at)
    else:
        _send(NOTHING_TO_WITHDRAW, ballot=ballot, voter=voter, link="", at=at)


def _withdrawal_link(ballot: Ballot, standing: Standing, language: str) -> str:
    token = secret_links.withdrawal_token(
        number=standing.number.hex, ballot=ballot.uuid.hex
    )
    return _link("ballots:withdraw", language, uuid=ballot.uuid, token=token)


def _link(name: str, language: str, **kwargs: Any) -> str:
    with override(language):
        return settings.SITE_URL + reverse(name, kwargs=kwargs)


def _send(
    letter: LetterType,
    *,
    ballot: Ballot,
    voter: Voter,
    link: str,
    at: dt.datetime,
    correction: Correction | None = None,
) -> None:
    subject = subjects.of(ballot)
    operations.send(
        letter,
        to=Recipient(email=voter.email, language=voter.language),
        context={
            "title": subject.title,
            "link": link,
            "confirm_hours": ballot.confirm_hours,
            "correction": correction,
            "news_page": settings.SITE_URL + subject.url if voter.wants_news else "",
        },
        about_case=None,
        actor=ANYONE,
        at=at,
    )
