"""Who may answer, alone or with another pair of eyes."""

from __future__ import annotations

from medverkan.foundation.permissions import Actor
from medverkan.foundation.states import may_move
from medverkan.participation.cases import states
from medverkan.participation.cases.models import Case, ReplyDraft
from medverkan.participation.cases.rules.handling import may_handle
from medverkan.participation.cases.rules.seeing import is_disqualified


def may_answer(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may answer now.

    A case whose rule set leaves the decision to a body is answered by the body alone. The
    answer goes to all whose cases are joined with it, so a conflict in one of them counts.
    """
    return (
        may_handle(actor, case)
        and may_move(state=case.state, transition=states.ANSWER)
        and case.merged_into_id is None
        and not any(is_disqualified(actor, joined) for joined in case.merged.all())
    )


def may_send_interim(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may tell the resident that the answer takes longer.

    Only where working days are promised: statutory time is not for officers to move.
    """
    return (
        may_answer(actor, case)
        and case.state in states.WITH_OFFICER
        and case.rule_set.answer_days is not None
    )


def draft_of(case: Case) -> ReplyDraft | None:
    """Return the answer that waits to be released, if there is one."""
    return getattr(case, "reply_draft", None)


def may_answer_alone(actor: Actor, case: Case) -> bool:
    """Tell whether the actor's answer goes at once: the body wants no second pair of eyes."""
    return may_answer(actor, case) and not case.body.wants_four_eyes


def may_draft(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may write an answer for another to release."""
    return (
        may_answer(actor, case)
        and case.body.wants_four_eyes
        and actor.user_id is not None
    )


def may_release(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may send what another wrote: never one's own words."""
    draft = draft_of(case)
    return (
        draft is not None
        and may_draft(actor, case)
        and draft.drafted_by_id != actor.user_id
    )


def may_note_oral_answer(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may note an answer that has been given by word of mouth.

    Not while other cases wait for it: those who wrote them have not heard it.
    """
    return may_answer(actor, case) and not any(
        joined.state in states.TO_ANSWER for joined in case.merged.all()
    )
