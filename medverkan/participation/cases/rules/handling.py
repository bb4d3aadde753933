"""Who may work with a case: route, ask, watch, mark and close it."""

from __future__ import annotations

from medverkan.foundation.permissions import Actor
from medverkan.foundation.states import may_move
from medverkan.participation.cases import states
from medverkan.participation.cases.models import Case, Party
from medverkan.participation.cases.rules.residents import may_be_backed
from medverkan.participation.cases.rules.seeing import (
    FORWARDERS,
    HANDLERS,
    has_protected_identity,
    has_role_in_case,
    may_see,
)
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways.choices import Conversion

WRITERS = (Role.OFFICER, Role.COORDINATOR)


def may_handle(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may work with the case: write, answer, route."""
    return may_see(actor, case) and (
        actor.is_system or has_role_in_case(actor, case, *WRITERS)
    )


def may_route(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may move the case; registrars and the contact centre may too."""
    return may_see(actor, case) and (
        may_handle(actor, case)
        or has_role_in_case(actor, case, Role.REGISTRAR)
        or actor.has_role(*FORWARDERS)
    )


def may_convert(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may make it another kind of case.

    Never what its rules let nobody convert (kommunallagen 8:1 asks for the person's own
    will), and never what gathers votes or is past an officer's table.
    """
    return (
        may_route(actor, case)
        and case.ballot_id is None
        and case.state in states.TO_ANSWER
        and case.rule_set.conversion == Conversion.FREE
    )


def may_be_converted(case: Case) -> bool:
    """Tell whether the case may still become another kind of case, whoever decides it."""
    return (
        case.ballot_id is None
        and case.state in states.TO_ANSWER | {states.CaseState.REVIEWING}
        and case.rule_set.conversion != Conversion.NEVER
        and case.publication != states.Publication.PUBLISHED
        and not case.is_protected
    )


def may_offer_conversion(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may suggest another way in to the one who wrote.

    A proposal becomes something else only by its author's yes, and nothing else becomes a
    proposal without it.
    """
    return (
        may_route(actor, case)
        and may_be_converted(case)
        and not any(offer.answered_at is None for offer in case.conversion_offers.all())
    )


def may_correct_contact(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may put right for the one who wrote how they are reached."""
    return may_route(actor, case) and any(
        party.role == Party.Role.SUBMITTER and party.erased_at is None
        for party in case.parties.all()
    )


def may_note_guardian(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may note that a guardian has said yes, as whoever meets people may."""
    return may_route(actor, case) and case.awaits_guardian and may_be_backed(case)


def may_be_assigned(actor: Actor, case: Case) -> bool:
    """Tell whether the case may be given to this actor."""
    return may_handle(actor, case)


def may_ask(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may ask the resident something and pause the clock."""
    return may_handle(actor, case) and may_move(state=case.state, transition=states.ASK)


def may_watch(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may set a day on which to look at the case again."""
    return may_handle(actor, case) and case.is_open


def may_consult(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may ask a colleague about the case."""
    return may_handle(actor, case) and actor.user_id is not None


def may_answer_colleague(actor: Actor, case: Case) -> bool:
    """Tell whether a colleague waits for the actor's answer about the case."""
    return may_see(actor, case) and any(
        row.asked_id == actor.user_id and row.answered_at is None
        for row in case.consultations.all()
    )


def may_close(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may close the case; never one that waits for hand-over."""
    return (
        may_handle(actor, case)
        and may_move(state=case.state, transition=states.CLOSE)
        and not case.needs_hand_over
    )


def may_reopen(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may open an answered case again."""
    return may_handle(actor, case) and may_move(
        state=case.state, transition=states.REOPEN
    )


def may_answer_alarm(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may say that an alarm has been seen to, or was none."""
    return may_see(actor, case) and has_role_in_case(actor, case, *HANDLERS)


def may_note_hand_over(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may note that the case was handed to whom it belongs."""
    return may_route(actor, case) and case.needs_hand_over


def may_mark_secrecy(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may mark the case for secrecy, or lift the mark."""
    return may_see(actor, case) and has_role_in_case(actor, case, *HANDLERS)


def may_lift_secrecy(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may lift the mark: not from somebody with protected identity."""
    return may_mark_secrecy(actor, case) and (
        case.is_proposal or not has_protected_identity(case)
    )


def may_tag(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may mark the case for follow-up: whoever works with cases there."""
    return may_see(actor, case) and (
        may_route(actor, case)
        or any(
            actor.has_role_at(body_id, Role.REVIEWER)
            for body_id in (case.body_id, case.authority_id)
        )
    )


def may_erase(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may carry out a retention decision: the authority's registrar."""
    return actor.is_system or actor.has_role_at(case.authority_id, Role.REGISTRAR)


def may_register(actor: Actor) -> bool:
    """Tell whether the actor may register what came by phone, on paper or at a desk."""
    return actor.is_system or actor.has_role(*HANDLERS, *FORWARDERS)
