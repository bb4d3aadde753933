"""Who may show a case to everyone, and who writes down what was decided of it."""

from __future__ import annotations

from medverkan.foundation.permissions import Actor
from medverkan.foundation.states import may_move
from medverkan.participation.cases import states
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.rules.handling import may_handle
from medverkan.participation.cases.rules.seeing import (
    has_role_in_case,
    is_disqualified,
    keeps_minutes_on,
    may_see,
)
from medverkan.participation.cases.states import QUESTION_TO_REVIEW, Publication
from medverkan.reference.bodies.roles import Role

REVIEWERS = (Role.REVIEWER, Role.OFFICER, Role.COORDINATOR)


def may_publish(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may publish the case after review.

    Never while it waits for the yes of a guardian of the one who wrote.
    """
    return may_refuse_publication(actor, case) and not case.awaits_guardian


def may_refuse_publication(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may decide that the case is not published.

    Only where the rule set publishes and the one who wrote agreed; never what is protected.
    """
    return (
        may_see(actor, case)
        and has_role_in_case(actor, case, *REVIEWERS)
        and case.may_be_published
        and not case.is_protected
        and case.state != states.CaseState.WITHDRAWN
        and may_move(state=case.publication, transition=states.PUBLISH)
    )


def may_review(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may take the case for review: before publication or as reported."""
    return actor.user_id is not None and (
        _may_review_before(actor, case) or may_decide_reports(actor, case)
    )


def _may_review_before(actor: Actor, case: Case) -> bool:
    return (
        may_refuse_publication(actor, case)
        and case.publication == Publication.AWAITING_REVIEW
    )


def may_decide_reports(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may decide on what readers have reported of the case."""
    return (
        may_see(actor, case)
        and has_role_in_case(actor, case, *REVIEWERS)
        and any(report.decided_at is None for report in case.content_reports.all())
    )


def may_review_questions(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may decide on what readers ask the author, and on the answers."""
    return (
        may_see(actor, case)
        and has_role_in_case(actor, case, *REVIEWERS)
        and any(
            question.state in QUESTION_TO_REVIEW
            for question in case.author_questions.all()
        )
    )


def may_ask_author(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may ask the one who wrote something in the review.

    One question at a time; while an officer's own question waits, that one is answered first.
    """
    return (
        actor.user_id is not None
        and _may_review_before(actor, case)
        and case.state != states.CaseState.WAITING
        and all(pause.ended_at is not None for pause in case.pauses.all())
    )


def may_exempt(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may decide that a proposal needs no votes, where its rules allow it.

    Reviewers may: in the review, or when somebody points it out while votes come in.
    """
    return (
        actor.user_id is not None
        and case.rule_set.exempts_minority_matters
        and case.state in {states.CaseState.REVIEWING, states.CaseState.GATHERING}
        and may_see(actor, case)
        and has_role_in_case(actor, case, *REVIEWERS)
        and not _is_exempt(case)
    )


def may_lift_exemption(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may take back that it needs no votes: while it is reviewed."""
    return (
        case.state == states.CaseState.REVIEWING
        and _is_exempt(case)
        and may_see(actor, case)
        and has_role_in_case(actor, case, *REVIEWERS)
    )


def _is_exempt(case: Case) -> bool:
    return hasattr(case, "exemption")


def may_unpublish(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may change or take down what is published."""
    return case.publication == Publication.PUBLISHED and (
        may_handle(actor, case)
        or (may_see(actor, case) and has_role_in_case(actor, case, *REVIEWERS))
    )


def may_record_decision(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may record what a body decided.

    The decision itself is the body's and is never an officer's (kommunallagen 6:38); the board
    secretary or the registrar writes it down.
    """
    return (
        not is_disqualified(actor, case)
        and (
            has_role_in_case(actor, case, Role.REGISTRAR)
            or keeps_minutes_on(actor, case)
        )
        and may_move(state=case.state, transition=states.DECIDE)
    )


def may_carry_out(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may plan what is to be done after a decision."""
    return may_handle(actor, case) and may_move(
        state=case.state, transition=states.IMPLEMENT
    )
