"""Outcomes in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from medverkan.reference.pathways.simulator.outcomes import Obstacle, Outcome, Result

RESULTS = {
    Result.REFUSED: gettext_lazy("Refused"),
    Result.TAKEN_UP: gettext_lazy("Taken up without votes"),
    Result.REACHED: gettext_lazy("Reached the number"),
    Result.NOT_REACHED: gettext_lazy("Did not reach the number"),
    Result.HANDLED: gettext_lazy("Handled by an officer"),
}

OBSTACLES = {
    Obstacle.SIMILAR: gettext_lazy("Refused: similar was handled recently"),
    Obstacle.ORGANISATION: gettext_lazy("Refused: sent by an organisation"),
    Obstacle.NOT_RESIDENT: gettext_lazy("Refused: the author does not live here"),
    Obstacle.STRONGER_IDENTITY: gettext_lazy("The author needs a surer identity"),
    Obstacle.GUARDIAN: gettext_lazy("A guardian must sign"),
}


def outcome(one: Outcome) -> str:
    """Return an outcome in words, with its figures."""
    return "; ".join([str(RESULTS[one.result]), *_details(one)])


def _details(one: Outcome) -> Iterator[str]:
    if one.needed is not None:
        yield _("%(counted)s of %(needed)s") % {
            "counted": one.counted,
            "needed": one.needed,
        }
    if one.days is not None:
        yield ngettext("after %(days)s day", "after %(days)s days", one.days) % {
            "days": one.days
        }
    if one.too_weak:
        yield _("%(count)s need a surer identity") % {"count": one.too_weak}
    if one.too_late:
        yield _("%(count)s came too late") % {"count": one.too_late}
    for obstacle in one.obstacles:
        yield str(OBSTACLES[obstacle])
    if one.is_in_time is False:
        yield _("answered late")
