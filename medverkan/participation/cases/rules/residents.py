"""What the one who wrote may do with the case, and who may follow it."""

from __future__ import annotations

from medverkan.foundation.states import may_move
from medverkan.participation.cases import states
from medverkan.participation.cases.models import Backer, Case, Party, Rating

# So many letters may go to guardians that an author names: nobody is to be pestered.
MOST_LETTERS = 5


def resident_may_add(case: Case) -> bool:
    """Tell whether the one who wrote may write more."""
    return case.state != states.CaseState.WITHDRAWN


def resident_may_withdraw(case: Case) -> bool:
    """Tell whether the one who wrote may take the case back."""
    return may_move(state=case.state, transition=states.WITHDRAW)


def resident_may_correct(party: Party) -> bool:
    """Tell whether there is anything left to put right about the one who wrote."""
    return party.erased_at is None


def resident_may_rate(case: Case) -> bool:
    """Tell whether the one who wrote is asked if it was solved."""
    return case.state in states.ANSWERED_ONCE


def is_of_this_answer(rating: Rating, case: Case) -> bool:
    """Tell whether it was given after the last answer, not of one before it was reopened."""
    return case.answered_at is None or rating.rated_at >= case.answered_at


def may_be_reported(case: Case) -> bool:
    """Tell whether anyone may report the content: whatever everyone may read."""
    return case.is_published


def may_be_asked_about(case: Case) -> bool:
    """Tell whether readers may ask the author: where the rules say so, until it is over."""
    return (
        case.is_published
        and case.rule_set.allows_questions
        and case.state not in states.NOTHING_MORE_HAPPENS
    )


def may_be_followed(case: Case) -> bool:
    """Tell whether anyone may ask for news: it is published and more can happen with it."""
    return case.is_published and case.state not in states.NOTHING_MORE_HAPPENS


def may_be_backed(case: Case) -> bool:
    """Tell whether others may still say that they stand behind it: until it is published."""
    return (
        case.state in states.TO_ANSWER | {states.CaseState.REVIEWING}
        and case.publication in states.TO_BE_SHOWN
    )


def may_ask_guardian(case: Case, guardian: Backer) -> bool:
    """Tell whether one more letter may go to the guardian whom the one who wrote names."""
    return (
        case.awaits_guardian
        and may_be_backed(case)
        and guardian.asked_count < MOST_LETTERS
    )
