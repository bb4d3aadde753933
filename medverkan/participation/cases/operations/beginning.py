"""Where a case begins under its rules: its state, its clock, who decides, whether it is shown."""

from __future__ import annotations

import datetime as dt

from medverkan.foundation import calendar
from medverkan.participation.cases.states import CaseState, Publication
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways.choices import Decider
from medverkan.reference.pathways.models import RuleSet


def first_state(rule_set: RuleSet) -> CaseState:
    """Return the first state: what a body decides is reviewed before anything else."""
    if rule_set.decider == Decider.OFFICER:
        return CaseState.RECEIVED
    return CaseState.REVIEWING


def due_date(rule_set: RuleSet, *, since: dt.datetime) -> dt.date | None:
    """Return by when it is to be answered, or published after review; None without a promise."""
    days = (
        rule_set.answer_days
        if rule_set.decider == Decider.OFFICER
        else rule_set.publish_days
    )
    if days is None:
        return None
    return calendar.add_working_days(
        calendar.local_date(since), days, closed=bodies.closed_days()
    )


def deciding_body(rule_set: RuleSet, chosen: Decider | None) -> Body | None:
    """Return the council where it decides; None is the board that the topic belongs to."""
    decider = Decider(rule_set.decider)
    if rule_set.author_chooses_body and chosen is not None:
        decider = chosen
    return bodies.council() if decider == Decider.COUNCIL else None


def first_publication(may_publish: bool) -> Publication:
    """Return whether it waits to be reviewed for publication."""
    return Publication.AWAITING_REVIEW if may_publish else Publication.PRIVATE
