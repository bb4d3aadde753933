"""Who may answer alone, release what another wrote, note what was said, and mark a case."""

from __future__ import annotations

from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import rules
from medverkan.participation.cases.models import Case, ReplyDraft
from medverkan.reference.bodies.roles import Role


def draft_of(case: Case) -> ReplyDraft | None:
    """Return the answer that waits to be released, if there is one."""
    return getattr(case, "reply_draft", None)


def may_answer_alone(actor: Actor, case: Case) -> bool:
    """Tell whether the actor's answer goes at once: the body wants no second pair of eyes."""
    return rules.may_answer(actor, case) and not case.body.wants_four_eyes


def may_draft(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may write an answer for another to release."""
    return (
        rules.may_answer(actor, case)
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
    """Tell whether the actor may note an answer that has been given by word of mouth."""
    return rules.may_answer(actor, case)


def may_tag(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may mark the case for follow-up: whoever works with cases there."""
    return rules.may_see(actor, case) and (
        rules.may_route(actor, case)
        or any(
            actor.has_role_at(body_id, Role.REVIEWER)
            for body_id in (case.body_id, case.authority_id)
        )
    )
