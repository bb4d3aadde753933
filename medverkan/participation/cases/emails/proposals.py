"""The letters on a proposal's way from its votes to what was done."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.permissions import SYSTEM, Actor
from medverkan.participation.cases import words
from medverkan.participation.cases.emails import authors
from medverkan.participation.cases.models import Case, Decision

NOT_REACHED = authors.letter_to_author(
    "not_reached", _("Your proposal did not get enough votes")
)
HANDED_OVER = authors.letter_to_author(
    "handed_over", _("Now the proposal goes to the board")
)
DELAYED = authors.letter_to_author("delayed", _("We need more time"))
DECIDED = authors.letter_to_author("decided", _("The board has decided"))
STEP = authors.letter_to_author("step", _("What happens with the proposal"))
FINISHED = authors.letter_to_author("finished", _("This is how it went"))


def send_handed_over(
    case: Case, *, counted: int | None, actor: Actor, at: dt.datetime
) -> None:
    """Tell who has it now, and with how many votes if any; never a meeting's date."""
    authors.send(
        HANDED_OVER,
        case,
        deciding_body=case.decider.name,
        counted=counted,
        actor=actor,
        at=at,
    )


def send_not_reached(
    case: Case, *, counted: int, threshold: int, at: dt.datetime
) -> None:
    """Tell kindly that it did not get there, and what can be done now."""
    authors.send(
        NOT_REACHED, case, counted=counted, threshold=threshold, actor=SYSTEM, at=at
    )


def send_delayed(case: Case, *, last_date: dt.date, at: dt.datetime) -> None:
    """Tell that the decision takes longer than the law's year, and that the council knows."""
    authors.send(
        DELAYED,
        case,
        due_date=last_date,
        deciding_body=case.decider.name,
        actor=SYSTEM,
        at=at,
    )


def send_decided(
    case: Case, decision: Decision, *, actor: Actor, at: dt.datetime
) -> None:
    """Tell what was decided, in plain words and with the reasons."""
    authors.send(
        DECIDED,
        case,
        outcome=words.BOARD_OUTCOME[decision.outcome],
        plain=words.BOARD_OUTCOME_PLAIN[decision.outcome],
        text=decision.reasons,
        decided_on=decision.date,
        paragraph=decision.paragraph,
        deciding_body=decision.body.name,
        actor=actor,
        at=at,
    )


def send_step(
    case: Case, *, text: str, due_date: dt.date, actor: Actor, at: dt.datetime
) -> None:
    """Tell what is to be done and when."""
    authors.send(STEP, case, text=text, step_date=due_date, actor=actor, at=at)


def send_finished(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Tell that it has been carried out."""
    authors.send(FINISHED, case, actor=actor, at=at)
