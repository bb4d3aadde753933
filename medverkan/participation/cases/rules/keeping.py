"""Who may keep what serves many cases: templates, selections, doors, reports."""

from __future__ import annotations

from django.db.models import QuerySet

from medverkan.foundation.permissions import Actor
from medverkan.participation.cases.models import ReplyTemplate
from medverkan.participation.cases.rules.handling import WRITERS
from medverkan.participation.cases.rules.seeing import (
    FORWARDERS,
    HANDLERS,
    SECRETARIES,
    SUSPECT_DECIDERS,
)
from medverkan.reference.bodies.models import Body
from medverkan.reference.bodies.roles import Role

# The council's report holds nothing but facts of the diary.
READ_COUNCIL_REPORT = (
    *HANDLERS,
    *SECRETARIES,
    Role.STRATEGIST,
    Role.ELECTED_MEMBER,
)


_EDITORS = (Role.EDITOR, Role.COORDINATOR, Role.STRATEGIST, Role.ADMINISTRATOR)


def may_keep_doors(actor: Actor) -> bool:
    """Tell whether the actor may change the hints about other doors."""
    return actor.has_role(Role.ADMINISTRATOR, Role.COORDINATOR, Role.STRATEGIST)


def may_keep_guidance(actor: Actor) -> bool:
    """Tell whether the actor may write and change the short answers to what many ask."""
    return actor.is_system or actor.has_role(*_EDITORS)


def may_keep_cautions(actor: Actor) -> bool:
    """Tell whether the actor may change what reviewers are told to look for."""
    return actor.has_role(*_EDITORS, Role.REVIEWER)


def may_keep_topic_questions(actor: Actor) -> bool:
    """Tell whether the actor may change what is asked about each topic."""
    return actor.is_system or actor.has_role(*_EDITORS)


def may_see_sorting(actor: Actor) -> bool:
    """Tell whether the actor may see how well the sorter does."""
    return actor.has_role(
        Role.ADMINISTRATOR, Role.COORDINATOR, Role.STRATEGIST, *HANDLERS
    )


def may_read_council_report(actor: Actor) -> bool:
    """Tell whether the actor may read what the council is told of undecided proposals."""
    return actor.is_system or actor.has_role(*READ_COUNCIL_REPORT)


def may_keep_selections(actor: Actor) -> bool:
    """Tell whether the actor may keep filtered lists by name: whoever has lists."""
    return actor.user_id is not None and actor.has_role(*HANDLERS, *FORWARDERS)


def may_write_template(actor: Actor, body_id: int) -> bool:
    """Tell whether the actor may write and retire the reply templates of a body."""
    return actor.is_system or actor.has_role_at(body_id, *WRITERS)


def may_approve_template(actor: Actor, template: ReplyTemplate) -> bool:
    """Tell whether the actor may approve it: somebody else than the one who wrote it last."""
    return (
        may_write_template(actor, template.body_id)
        and actor.user_id is not None
        and actor.user_id != template.written_by_id
        and template.approved_at is None
        and template.retired_at is None
    )


def bodies_to_write_for(actor: Actor) -> QuerySet[Body]:
    """Return the bodies for whose templates `may_write_template` says yes."""
    return _open_bodies(actor, *WRITERS)


def may_block_senders(actor: Actor, body_id: int) -> bool:
    """Tell whether the actor says whose mail and forms the body holds back, and who no longer."""
    return actor.is_system or actor.has_role_at(body_id, *SUSPECT_DECIDERS)


def bodies_to_block_for(actor: Actor) -> QuerySet[Body]:
    """Return the bodies for whose senders `may_block_senders` says yes."""
    return _open_bodies(actor, *SUSPECT_DECIDERS)


def _open_bodies(actor: Actor, *roles: str) -> QuerySet[Body]:
    held = actor.bodies_with(*roles)
    open_now = Body.objects.filter(authority__isnull=False, end_date=None)
    if actor.is_system or None in held:
        return open_now.order_by("slug")
    return open_now.filter(pk__in=held).order_by("slug")
