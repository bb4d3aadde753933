"""Who may do what with a case. Unknown means no; `visible_to` is the twin of `may_see`."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from medverkan.foundation.permissions import Actor
from medverkan.foundation.states import may_move
from medverkan.participation.cases import states
from medverkan.participation.cases.models import (
    Attachment,
    Case,
    CaseQuerySet,
    Disqualification,
    Message,
    Party,
    ReplyTemplate,
    Suspect,
)
from medverkan.participation.cases.states import MessageKind, Publication
from medverkan.reference.bodies.models import Body
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways.choices import Conversion

# Those whose work is in the inbox. Elected members, strategists, editors and administrators
# see what everyone sees: published cases and statistics.
HANDLERS = (Role.OFFICER, Role.REGISTRAR, Role.COORDINATOR, Role.REVIEWER)
# The board secretary reads what is on its way to the board.
_SECRETARIES = (Role.BOARD_SECRETARY,)
_FORWARDERS = (Role.CONTACT_CENTRE,)
# The council's report holds nothing but facts of the diary.
READ_COUNCIL_REPORT = (
    *HANDLERS,
    *_SECRETARIES,
    Role.STRATEGIST,
    Role.ELECTED_MEMBER,
)
_WRITERS = (Role.OFFICER, Role.COORDINATOR)


def _has_role_in_case(actor: Actor, case: Case, *roles: str) -> bool:
    return actor.has_role_at(case.body_id, *roles) or actor.has_role_at(
        case.authority_id, *roles
    )


def _keeps_minutes_on(actor: Actor, case: Case) -> bool:
    """Tell whether the actor is secretary of the board that has it, or of who decides it."""
    return _has_role_in_case(actor, case, *_SECRETARIES) or actor.has_role_at(
        case.deciding_body_id or case.authority_id, *_SECRETARIES
    )


def is_disqualified(actor: Actor, case: Case) -> bool:
    """Tell whether the actor has a conflict of interest in the case (jäv)."""
    return actor.user_id is not None and any(
        row.user_id == actor.user_id for row in case.disqualifications.all()
    )


def may_see(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may open the case in the workspace.

    Handlers at its body or authority may, the contact centre only while nothing is secret, and
    nobody with a conflict of interest. The secretary of its board sees what the board is to
    decide, has decided or follows up. A protected topic is closed to the contact centre.
    """
    if actor.is_system:
        return True
    if is_disqualified(actor, case):
        return False
    if _has_role_in_case(actor, case, *HANDLERS):
        return True
    if case.state in states.BEFORE_A_BODY and _keeps_minutes_on(actor, case):
        return True
    return not case.is_protected and actor.has_role(*_FORWARDERS)


def visible_to(actor: Actor) -> CaseQuerySet:
    """Return the cases for which `may_see` says yes."""
    if actor.is_system:
        return Case.objects.all()  # ty: ignore[invalid-explicit-return] - as_manager
    allowed = at_bodies(actor, *HANDLERS)
    if allowed:
        before_a_body = Q(state__in=states.BEFORE_A_BODY)
        allowed |= before_a_body & _whose_minutes_are_kept(actor)
    if allowed and actor.has_role(*_FORWARDERS):
        allowed |= Q(is_protected=False)
    conflicts = Disqualification.objects.filter(
        case=OuterRef("pk"), user=actor.user_id or 0
    )
    return Case.objects.filter(allowed).exclude(Exists(conflicts))  # ty: ignore[invalid-explicit-return] - as_manager


def at_bodies(actor: Actor, *roles: str) -> Q:
    """Return the condition of cases where one of the roles is held; an empty one is every case."""
    held = actor.bodies_with(*roles)
    if None in held:
        return Q()
    if not held:
        return Q(pk__in=[])
    return Q(body__in=held) | Q(authority__in=held)


def _whose_minutes_are_kept(actor: Actor) -> Q:
    """Return the cases for which `_keeps_minutes_on` says yes."""
    held = actor.bodies_with(*_SECRETARIES)
    if None in held:
        return Q()
    return at_bodies(actor, *_SECRETARIES) | Q(deciding_body__in=held)


def may_handle(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may work with the case: write, answer, route."""
    return may_see(actor, case) and (
        actor.is_system or _has_role_in_case(actor, case, *_WRITERS)
    )


def may_route(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may move the case; registrars and the contact centre may too."""
    return may_see(actor, case) and (
        may_handle(actor, case)
        or _has_role_in_case(actor, case, Role.REGISTRAR)
        or actor.has_role(*_FORWARDERS)
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


def may_be_assigned(actor: Actor, case: Case) -> bool:
    """Tell whether the case may be given to this actor."""
    return may_handle(actor, case)


def may_answer(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may answer now.

    A case whose rule set leaves the decision to a body is answered by the body alone.
    """
    return (
        may_handle(actor, case)
        and may_move(state=case.state, transition=states.ANSWER)
        and case.merged_into_id is None
    )


def may_ask(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may ask the resident something and pause the clock."""
    return may_handle(actor, case) and may_move(state=case.state, transition=states.ASK)


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


def may_publish(actor: Actor, case: Case) -> bool:
    """
    Tell whether the actor may publish the case after review.

    Only where the rule set publishes and the one who wrote agreed; never what is protected.
    """
    return (
        may_see(actor, case)
        and _has_role_in_case(
            actor, case, Role.REVIEWER, Role.OFFICER, Role.COORDINATOR
        )
        and case.may_be_published
        and not case.is_protected
        and case.state != states.CaseState.WITHDRAWN
        and may_move(state=case.publication, transition=states.PUBLISH)
    )


def may_review(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may take the case for review before publication."""
    return (
        actor.user_id is not None
        and may_publish(actor, case)
        and case.publication == Publication.AWAITING_REVIEW
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
            _has_role_in_case(actor, case, Role.REGISTRAR)
            or _keeps_minutes_on(actor, case)
        )
        and may_move(state=case.state, transition=states.DECIDE)
    )


def may_carry_out(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may plan what is to be done after a decision."""
    return may_handle(actor, case) and may_move(
        state=case.state, transition=states.IMPLEMENT
    )


def may_unpublish(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may take down a published case."""
    return may_handle(actor, case) and case.publication == Publication.PUBLISHED


def may_answer_alarm(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may say that an alarm has been seen to, or was none."""
    return may_see(actor, case) and _has_role_in_case(actor, case, *HANDLERS)


def may_note_hand_over(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may note that the case was handed to whom it belongs."""
    return may_route(actor, case) and case.needs_hand_over


def may_keep_doors(actor: Actor) -> bool:
    """Tell whether the actor may change the hints about other doors."""
    return actor.has_role(Role.ADMINISTRATOR, Role.COORDINATOR, Role.STRATEGIST)


def may_see_sorting(actor: Actor) -> bool:
    """Tell whether the actor may see how well the sorter does."""
    return actor.has_role(
        Role.ADMINISTRATOR, Role.COORDINATOR, Role.STRATEGIST, *HANDLERS
    )


def may_mark_secrecy(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may mark the case for secrecy, or lift the mark."""
    return may_see(actor, case) and _has_role_in_case(actor, case, *HANDLERS)


def may_erase(actor: Actor, case: Case) -> bool:
    """Tell whether the actor may carry out a retention decision: the authority's registrar."""
    return actor.is_system or actor.has_role_at(case.authority_id, Role.REGISTRAR)


def may_read_message(actor: Actor, message: Message) -> bool:
    """Tell whether somebody who may see the case may read this message of it."""
    if message.kind != MessageKind.NOTE or actor.is_system:
        return True
    return actor.has_role_at(message.authority_id, *HANDLERS)


def may_read_attachment(actor: Actor, attachment: Attachment) -> bool:
    """Tell whether the actor may open the file in the workspace."""
    return may_see(actor, attachment.message.case) and (
        not attachment.is_secret
        or _has_role_in_case(actor, attachment.message.case, *HANDLERS)
    )


def may_register(actor: Actor) -> bool:
    """Tell whether the actor may register what came by phone, on paper or at a desk."""
    return actor.is_system or actor.has_role(*HANDLERS, *_FORWARDERS)


SUSPECT_DECIDERS = (Role.OFFICER, Role.REGISTRAR, Role.COORDINATOR)


def may_decide_suspect(actor: Actor, suspect: Suspect) -> bool:
    """Tell whether the actor may read what is held back, let it through or reject it."""
    return (
        actor.is_system
        or actor.has_role_at(suspect.body_id, *SUSPECT_DECIDERS)
        or actor.has_role_at(suspect.authority_id, *SUSPECT_DECIDERS)
    )


def suspects_visible_to(actor: Actor) -> QuerySet[Suspect]:
    """Return what is held back, or was, for which `may_decide_suspect` says yes."""
    if actor.is_system:
        return Suspect.objects.all()
    return Suspect.objects.filter(at_bodies(actor, *SUSPECT_DECIDERS))


def resident_may_add(case: Case) -> bool:
    """Tell whether the one who wrote may write more."""
    return case.state != states.CaseState.WITHDRAWN and case.merged_into_id is None


def resident_may_withdraw(case: Case) -> bool:
    """Tell whether the one who wrote may take the case back."""
    return may_move(state=case.state, transition=states.WITHDRAW)


def resident_may_correct(party: Party) -> bool:
    """Tell whether there is anything left to put right about the one who wrote."""
    return party.erased_at is None


def resident_may_rate(case: Case) -> bool:
    """Tell whether the one who wrote is asked if it was solved."""
    return case.state in states.ANSWERED_ONCE


def may_read_council_report(actor: Actor) -> bool:
    """Tell whether the actor may read what the council is told of undecided proposals."""
    return actor.is_system or actor.has_role(*READ_COUNCIL_REPORT)


def may_be_followed(case: Case) -> bool:
    """Tell whether anyone may ask for news: it is published and more can happen with it."""
    return case.is_published and case.state not in states.NOTHING_MORE_HAPPENS


def may_keep_selections(actor: Actor) -> bool:
    """Tell whether the actor may keep filtered lists by name: whoever has lists."""
    return actor.user_id is not None and actor.has_role(*HANDLERS, *_FORWARDERS)


def may_write_template(actor: Actor, body_id: int) -> bool:
    """Tell whether the actor may write and retire the reply templates of a body."""
    return actor.is_system or actor.has_role_at(body_id, *_WRITERS)


def may_approve_template(actor: Actor, template: ReplyTemplate) -> bool:
    """Tell whether the actor may approve it: somebody else than the one who wrote it last."""
    return (
        may_write_template(actor, template.body_id)
        and actor.user_id is not None
        and actor.user_id != template.written_by_id
        and template.approved_at is None
        and template.retired_at is None
    )


def bodies_to_write_for(actor: Actor) -> models.QuerySet[Body]:
    """Return the bodies for whose templates `may_write_template` says yes."""
    held = actor.bodies_with(*_WRITERS)
    open_now = Body.objects.filter(authority__isnull=False, end_date=None)
    if actor.is_system or None in held:
        return open_now.order_by("slug")
    return open_now.filter(pk__in=held).order_by("slug")
