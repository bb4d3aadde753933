"""What a stored file may be: checked, set aside or erased; private or public."""

from enum import StrEnum

from medverkan.foundation.states import transition


class State(StrEnum):
    """Whether the content may be handed out."""

    CHECKED = "checked"
    QUARANTINED = "quarantined"
    ERASED = "erased"


class Audience(StrEnum):
    """Whether a permission check stands before the content."""

    PRIVATE = "private"
    PUBLIC = "public"


QUARANTINE = transition("quarantine", sources={State.CHECKED}, target=State.QUARANTINED)
RELEASE = transition("release", sources={State.QUARANTINED}, target=State.CHECKED)
ERASE = transition(
    "erase", sources={State.CHECKED, State.QUARANTINED}, target=State.ERASED
)
