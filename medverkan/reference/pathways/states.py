"""States of a rule set and of a switch-over, and what may become what."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.states import transition


class RuleSetState(models.TextChoices):
    """A rule set is drafted, adopted by a body's decision, and at last retired."""

    DRAFT = "draft", _("Draft")
    ADOPTED = "adopted", _("Adopted")
    RETIRED = "retired", _("Retired")


BINDING = frozenset({RuleSetState.ADOPTED, RuleSetState.RETIRED})

ADOPT = transition("adopt", sources={RuleSetState.DRAFT}, target=RuleSetState.ADOPTED)
RETIRE = transition(
    "retire", sources={RuleSetState.ADOPTED}, target=RuleSetState.RETIRED
)


class SwitchOverState(models.TextChoices):
    """A switch-over is planned, then carried out or called off."""

    PLANNED = "planned", _("Planned")
    CARRIED_OUT = "carried_out", _("Carried out")
    CALLED_OFF = "called_off", _("Called off")


CARRY_OUT = transition(
    "carry_out",
    sources={SwitchOverState.PLANNED},
    target=SwitchOverState.CARRIED_OUT,
)
CALL_OFF = transition(
    "call_off", sources={SwitchOverState.PLANNED}, target=SwitchOverState.CALLED_OFF
)
