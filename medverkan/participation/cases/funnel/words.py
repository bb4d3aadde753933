"""The funnel's figures in words: what each is called, and what it means."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases.answering import Definition
from medverkan.participation.cases.funnel.measuring import Grouping
from medverkan.participation.cases.funnel.steps import Leg, Place, Step

GROUPINGS = {
    Grouping.PATHWAY: _("Way in"),
    Grouping.YEAR: _("Year"),
    Grouping.BODY: _("Who decides"),
    Grouping.AREA: _("Area"),
}

STEPS = {
    Step.RECEIVED: Definition(
        Step.RECEIVED.value,
        _("Proposals received"),
        _(
            "Proposals that reached the municipality in the period, in any way and whatever "
            "came of them. All other figures are about these, as far as they have come today."
        ),
    ),
    Step.PUBLISHED: Definition(
        Step.PUBLISHED.value,
        _("Published"),
        _("Those that were published after review, even if taken down since."),
    ),
    Step.REACHED: Definition(
        Step.REACHED.value,
        _("Reached enough votes"),
        _(
            "Those that got as many votes as the rules they were lodged under ask for. "
            "Ways in without votes have no such step."
        ),
    ),
    Step.HANDED_OVER: Definition(
        Step.HANDED_OVER.value,
        _("Handed over"),
        _(
            "Those handed over to the body that decides: after the number of votes was "
            "checked, or at once where no votes are needed."
        ),
    ),
    Step.DECIDED: Definition(
        Step.DECIDED.value,
        _("Decided"),
        _(
            "Those that a board or the council has decided. What was sent back is not "
            "decided until it is decided again."
        ),
    ),
    Step.APPROVED: Definition(
        Step.APPROVED.value,
        _("Approved, wholly or partly"),
        _("Those where the decision was a yes to all of it or to a part of it."),
    ),
    Step.BEGUN: Definition(
        Step.BEGUN.value,
        _("Begun"),
        _("Those approved where what is to be done has been planned with a date."),
    ),
    Step.ACTED_ON: Definition(
        Step.ACTED_ON.value,
        _("Something is done"),
        _("Those approved where at least one of the planned steps is done."),
    ),
    Step.DONE: Definition(
        Step.DONE.value,
        _("Carried out"),
        _("Those approved where every planned step is done."),
    ),
}

SHARES = (
    Definition(
        "share_acted_on",
        _("Share acted on, per cent"),
        _(
            "Of a hundred decided proposals, how many have led to something that is done. "
            "A decision that nothing was done after does not count. Rounded down."
        ),
    ),
    Definition(
        "share_of_received",
        _("Share of received, per cent"),
        _(
            "Of a hundred proposals received, how many have led to something that is done. "
            "Those still on their way count as not yet. Rounded down."
        ),
    ),
)

LEGS = {
    Leg.TO_PUBLISH: Definition(
        Leg.TO_PUBLISH.value,
        _("From arrival to publication"),
        _("Median working days of those that have been published."),
    ),
    Leg.TO_REACH: Definition(
        Leg.TO_REACH.value,
        _("From publication to enough votes"),
        _("Median working days of those that reached enough votes."),
    ),
    Leg.TO_HAND_OVER: Definition(
        Leg.TO_HAND_OVER.value,
        _("To hand-over"),
        _(
            "Median working days from enough votes until the number was checked and the body "
            "had the proposal; from publication where no votes are needed."
        ),
    ),
    Leg.TO_DECIDE: Definition(
        Leg.TO_DECIDE.value,
        _("From hand-over to decision"),
        _("Median working days until the day of the decision, as the minutes say."),
    ),
    Leg.TO_FINISH: Definition(
        Leg.TO_FINISH.value,
        _("From decision to carried out"),
        _("Median working days until the last planned step was done."),
    ),
}

PLACES = {
    Place.REVIEWING: _("Waits for review"),
    Place.GATHERING: _("Gathering votes"),
    Place.CHECKING: _("Votes are being checked"),
    Place.WITH_BODY: _("With the board"),
    Place.TO_BEGIN: _("Approved, not yet begun"),
    Place.UNDER_WAY: _("Being carried out"),
    Place.CARRIED_OUT: _("Carried out"),
    Place.DECIDED_ONLY: _("Decided, nothing to carry out"),
    Place.NOT_REACHED: _("Did not reach enough votes"),
    Place.REFUSED: _("Not published"),
    Place.WITHDRAWN: _("Withdrawn"),
    Place.MERGED: _("Joined with another proposal"),
    Place.ENDED: _("Ended in another way"),
}
