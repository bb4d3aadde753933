"""Codes of this room in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases.erasure import Obstacle

OBSTACLE = {
    Obstacle.NOT_CLOSED: _("It is open again"),
    Obstacle.ON_HOLD: _("A legal hold keeps it"),
    Obstacle.TO_HAND_OVER: _("It waits to be handed over"),
    Obstacle.BALLOT_UNSETTLED: _("Its votes are not settled"),
}
