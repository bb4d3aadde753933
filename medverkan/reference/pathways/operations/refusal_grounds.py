"""Adding, rewording, ordering and retiring the grounds on which publication is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from medverkan.foundation import permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.pathways import events, rules
from medverkan.reference.pathways.models import RefusalGround, RuleSet
from medverkan.reference.pathways.states import RuleSetState

WORDS = ("text", "advice")
OF_ALL_VERSIONS = ("order", "is_retired")


class GroundExists(Exception):
    """Another ground has this name."""


def add_refusal_ground(
    *, code: str, values: Mapping[str, Any], actor: Actor, at: dt.datetime
) -> RefusalGround:
    """
    Add a ground that drafts of rules may take up.

    :raises NotPermitted: the actor does not keep the grounds
    :raises GroundExists: there is one of this name
    """
    permissions.require(rules.may_keep_grounds(actor))
    try:
        with transaction.atomic():
            ground = RefusalGround.objects.create(code=code, **values)
            _record(ground, actor=actor, at=at)
    except IntegrityError as error:
        raise GroundExists(code) from error
    return ground


@transaction.atomic
def change_refusal_ground(
    *, code: str, values: Mapping[str, Any], actor: Actor, at: dt.datetime
) -> RefusalGround:
    """
    Change a ground; other words make a new version, which drafts take over at once.

    What a body has decided and what an author was told keeps its words. A ground that is
    retired leaves the drafts. Returns the current version.

    :raises NotPermitted: the actor does not keep the grounds
    """
    permissions.require(rules.may_keep_grounds(actor))
    versions = RefusalGround.objects.select_for_update(of=("self",)).filter(code=code)
    last = list(versions.order_by("version"))[-1]
    changed = [name for name in values if getattr(last, name) != values[name]]
    if not changed:
        return last
    RefusalGround.objects.filter(code=code).update(
        **{name: values[name] for name in OF_ALL_VERSIONS}
    )
    ground = RefusalGround.objects.get(pk=last.pk)
    if not set(changed).isdisjoint(WORDS):
        ground = RefusalGround.objects.create(
            code=code, version=last.version + 1, **values
        )
        _of_drafts(last).update(refusalground=ground)
    if ground.is_retired:
        _of_drafts(ground).delete()
    _record(ground, actor=actor, at=at)
    return ground


def _of_drafts(ground: RefusalGround) -> Any:
    return RuleSet.refusal_grounds.through.objects.filter(
        refusalground=ground, ruleset__state=RuleSetState.DRAFT
    )


def _record(ground: RefusalGround, *, actor: Actor, at: dt.datetime) -> None:
    audit.record(
        events.REFUSAL_GROUND_SAVED,
        subject=ground,
        actor=actor,
        at=at,
        code=ground.code,
        version=ground.version,
        is_retired=ground.is_retired,
    )
