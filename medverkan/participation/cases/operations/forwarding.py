"""A letter that an elected member got goes to the register of the board."""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.db import transaction

from medverkan.foundation.permissions import Actor, require
from medverkan.participation.cases import elected, events
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.operations.locking import record
from medverkan.participation.cases.operations.lodging import Said, Sender, lodge
from medverkan.participation.cases.states import Channel
from medverkan.reference.bodies.models import Body


@transaction.atomic
def forward_letter(
    *,
    said: Said,
    sender: Sender,
    board: Body,
    channel: Channel,
    arrived_at: dt.datetime,
    actor: Actor,
    at: dt.datetime,
) -> Case:
    """
    Register at the board what somebody wrote to one of its members.

    A letter to a member about the authority's business is a public record from when the member
    got it (tryckfrihetsförordningen 2:13), so `arrived_at` is that. The member cannot open the
    case afterwards.
    """
    require(elected.may_forward_to(actor, board))
    case = lodge(
        said=dataclasses.replace(said, body=board),
        sender=sender,
        channel=channel,
        arrived_at=arrived_at,
        actor=actor,
        at=at,
    ).case
    record(events.FORWARDED, case, actor=actor, at=at)
    return case
