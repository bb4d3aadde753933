"""Who may draft, adopt and retire the rules of a way in."""

from __future__ import annotations

from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways.models import RuleSet, SwitchOver


def may_see_drafts(actor: Actor) -> bool:
    """Everybody on the staff may read drafts; residents see what is decided."""
    return actor.is_system or actor.is_staff


def may_draft(actor: Actor) -> bool:
    """Strategists and administrators of the whole municipality write rules."""
    return actor.is_system or actor.has_role_at(
        None, Role.STRATEGIST, Role.ADMINISTRATOR
    )


def may_adopt(actor: Actor, rule_set: RuleSet) -> bool:
    """
    Another person than the one who drafted records the body's decision.

    A board secretary or registrar of any body may, besides those who draft.
    """
    is_second_person = (
        actor.user_id is not None and actor.user_id != rule_set.drafted_by_id
    )
    return is_second_person and may_record_decisions(actor)


def may_record_decisions(actor: Actor) -> bool:
    """Those who draft, and whoever keeps a body's minutes or register."""
    return may_draft(actor) or actor.has_role(Role.BOARD_SECRETARY, Role.REGISTRAR)


def may_plan(actor: Actor) -> bool:
    """A person who writes rules plans a switch-over: the system never does."""
    return actor.user_id is not None and may_draft(actor)


def may_carry_out(actor: Actor, switch_over: SwitchOver) -> bool:
    """Another person than who planned it, who may also adopt the rules it leads to."""
    return actor.user_id != switch_over.planned_by_id and may_adopt(
        actor, switch_over.to_rule_set
    )


def may_keep_assignments(actor: Actor) -> bool:
    """Strategists, administrators and board secretaries record who is responsible."""
    return may_draft(actor) or actor.has_role(Role.BOARD_SECRETARY)


def may_import_petitions(actor: Actor) -> bool:
    """Those who write rules bring past petitions along."""
    return may_draft(actor)


def may_keep_grounds(actor: Actor) -> bool:
    """Those who write rules, and editors, keep the words of a refusal."""
    return may_draft(actor) or actor.has_role_at(None, Role.EDITOR)
