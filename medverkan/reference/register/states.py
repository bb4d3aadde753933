"""What a record may be, in which direction a document goes, and the transitions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from medverkan.foundation.states import transition


class RecordState(TextChoices):
    """Where a record stands in the register."""

    OPEN = "open", pgettext_lazy("record", "Open")
    CLOSED = "closed", pgettext_lazy("record", "Closed")
    TRANSFERRED = "transferred", _("Handed over")


class ArrivalState(TextChoices):
    """What became of something that was not registered at once."""

    QUARANTINED = "quarantined", _("In quarantine")
    REGISTERED = "registered", _("Registered")
    SET_ASIDE = "set_aside", _("Of minor importance")


class Direction(TextChoices):
    """Whether a document came, went or was made here."""

    IN = "in", _("Incoming")
    OUT = "out", _("Outgoing")
    INTERNAL = "internal", _("Drawn up here")


CLOSE = transition("close", sources={RecordState.OPEN}, target=RecordState.CLOSED)
REOPEN = transition("reopen", sources={RecordState.CLOSED}, target=RecordState.OPEN)
TRANSFER = transition(
    "transfer", sources={RecordState.OPEN}, target=RecordState.TRANSFERRED
)

REGISTER = transition(
    "register", sources={ArrivalState.QUARANTINED}, target=ArrivalState.REGISTERED
)
SET_ASIDE = transition(
    "set aside", sources={ArrivalState.QUARANTINED}, target=ArrivalState.SET_ASIDE
)
