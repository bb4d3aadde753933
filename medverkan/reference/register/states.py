"""What a record may be, in which direction a document goes, and the transitions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.states import transition


class RecordState(TextChoices):
    """Where a record stands in the register."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    TRANSFERRED = "transferred", _("Handed over")


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
