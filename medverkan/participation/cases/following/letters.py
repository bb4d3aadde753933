"""The letters to those who follow; none is kept once it is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from medverkan.foundation.notices import operations as notices
from medverkan.foundation.notices.letters import LetterType, register
from medverkan.foundation.notices.operations import Recipient
from medverkan.foundation.permissions import ANYONE
from medverkan.participation.cases import events
from medverkan.participation.cases.following import links
from medverkan.participation.cases.following.asked import in_words
from medverkan.participation.cases.models import Follower, Mailing, Subscription

_LINK = "https://medverkan.example/folj/exempel/"


def _sample_of_asking() -> dict[str, Any]:
    return {
        "title": "Fler bänkar längs Viskan",
        "is_confirmed": False,
        "choice_link": _LINK,
    }


def _sample_of_news() -> dict[str, Any]:
    step = {
        "title": "Tekniska nämnden beslutade: Bifall (§ 112)",
        "text": "Nämnden säger ja. Det blir av.",
        "at": dt.datetime(2026, 11, 18, 9, 0, tzinfo=dt.UTC),
    }
    about = {"title": "Fler bänkar längs Viskan", "link": _LINK, "steps": [step]}
    return {"cases": [about], "choice_link": _LINK, "is_weekly": False}


def _sample_of_subscribing() -> dict[str, Any]:
    return {"what": "Gator · Centrum", "is_confirmed": False, "choice_link": _LINK}


def _sample_of_what_is_new() -> dict[str, Any]:
    about = {
        "title": "Fler bänkar längs Viskan",
        "link": _LINK,
        "steps": ["Publicerat"],
    }
    return {"what": "Gator · Centrum", "cases": [about], "choice_link": _LINK}


def _letter(
    name: str,
    subject: Any,
    template: str,
    sample: Callable[[], dict[str, Any]],
    *,
    is_duty: bool = False,
) -> LetterType:
    return register(
        LetterType(
            name=name,
            subject=subject,
            template=f"cases/letters/{template}",
            is_duty=is_duty,
            is_kept=False,
            sample=sample,
        )
    )


def _news(name: str, subject: Any) -> LetterType:
    return _letter(name, subject, "news", _sample_of_news)


CONFIRM_SUBSCRIPTION = _letter(
    "subscription.to_confirm",
    _("Confirm that you want the letters"),
    "subscribe",
    _sample_of_subscribing,
    is_duty=True,
)
SUBSCRIBED = _letter(
    "subscription.news",
    _("New cases and answers"),
    "subscribed",
    _sample_of_what_is_new,
)
CONFIRM = _letter(
    "follow.to_confirm",
    _("Confirm that you want to follow"),
    "follow",
    _sample_of_asking,
    is_duty=True,
)
WEEKLY = _news("follow.week", _("The week's news of what you follow"))
ANY_STEP = _news("follow.step", _("News of what you follow"))
# A subject that says what happened, where there is one; it never names the case.
BY_EVENT = {
    events.ANSWERED.name: _news("follow.answered", _("What you follow has an answer")),
    events.REACHED.name: _news("follow.reached", _("The proposal got enough votes")),
    events.NOT_REACHED.name: _news(
        "follow.not_reached", _("The proposal did not get enough votes")
    ),
    events.PROPOSAL_MERGED.name: _news(
        "follow.merged", _("The proposal is joined with another")
    ),
    events.HANDED_OVER.name: _news(
        "follow.handed_over", _("Now the proposal goes to the board")
    ),
    events.DECIDED.name: _news("follow.decided", _("The board has decided")),
    events.FINISHED.name: _news("follow.finished", _("This is how it went")),
}


def of_mailing(mailing: Mailing) -> LetterType:
    """Return the kind of letter by which a mailing is told."""
    if mailing.event is None:
        return WEEKLY
    return BY_EVENT.get(mailing.event.name, ANY_STEP)


def send_to_confirm(follower: Follower, *, at: dt.datetime) -> None:
    """Ask the mailbox whether it wants to follow, or show the way to its choices."""
    token = links.token_of(follower.address_tag)
    reference = follower.case.reference
    notices.send(
        CONFIRM,
        to=Recipient(email=follower.email, language=follower.language),
        context={
            "title": follower.case.published_title,
            "is_confirmed": follower.confirmed_at is not None,
            "choice_link": links.url(
                "follow_choice", token, reference, language=follower.language
            ),
        },
        about_case=None,
        actor=ANYONE,
        at=at,
    )


def send_to_confirm_subscription(
    subscription: Subscription, *, at: dt.datetime
) -> None:
    """Ask the mailbox whether it wants letters on what is new, or show what it has asked for."""
    token = links.token_of(subscription.address_tag)
    is_confirmed = subscription.confirmed_at is not None
    with override(subscription.language):
        what = in_words(subscription.query)
    notices.send(
        CONFIRM_SUBSCRIPTION,
        to=Recipient(email=subscription.email, language=subscription.language),
        context={
            "what": what,
            "is_confirmed": is_confirmed,
            "choice_link": links.url(
                "follows", token, language=subscription.language
            )
            if is_confirmed
            else links.url(
                "subscription", token, str(subscription.pk),
                language=subscription.language,
            ),
        },
        about_case=None,
        actor=ANYONE,
        at=at,
    )  # fmt: skip
