"""How far a letter has come."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.states import transition


class State(StrEnum):
    """The states of a delivery."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"
    SETTLED = "settled"
    TO_PRINT = "to_print"
    PRINTED = "printed"
    CANCELLED = "cancelled"


LABELS = {
    State.QUEUED: _("waiting to be sent"),
    State.SENDING: _("being sent"),
    State.SENT: _("sent"),
    State.FAILED: _("could not be delivered"),
    State.BOUNCED: _("came back"),
    State.SETTLED: _("did not arrive, seen to"),
    State.TO_PRINT: _("waiting to be printed"),
    State.PRINTED: _("posted"),
    State.CANCELLED: _("not sent"),
}

WAITING = frozenset({State.QUEUED, State.SENDING, State.TO_PRINT})
NOT_ARRIVED = frozenset({State.FAILED, State.BOUNCED})
OVER = frozenset(State) - WAITING

# The code of letters that waited when the backup was made that has been restored.
RESTORED = "restored"

BEGIN = transition(
    "begin sending", sources={State.QUEUED, State.SENDING}, target=State.SENDING
)
SUCCEED = transition("succeed", sources={State.SENDING}, target=State.SENT)
POSTPONE = transition("postpone", sources={State.SENDING}, target=State.QUEUED)
FAIL = transition("fail", sources={State.SENDING}, target=State.FAILED)
SET_ASIDE = transition(
    "set aside", sources={State.QUEUED, State.SENDING}, target=State.FAILED
)
BOUNCE = transition("bounce", sources={State.SENT}, target=State.BOUNCED)
PRINT = transition("print", sources={State.TO_PRINT}, target=State.PRINTED)
CANCEL = transition(
    "cancel", sources={State.QUEUED, State.TO_PRINT}, target=State.CANCELLED
)
SETTLE = transition(
    "see to", sources={State.FAILED, State.BOUNCED}, target=State.SETTLED
)
RESEND = transition(
    "send again", sources={State.FAILED, State.BOUNCED}, target=State.QUEUED
)
