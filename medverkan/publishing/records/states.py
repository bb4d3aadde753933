"""What retention runs and requests for records may be, and what becomes of each part."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from medverkan.foundation.states import transition


class Measure(TextChoices):
    """What a rule says shall be done when the years are over."""

    DESTROY = "destroy", _("Destroy what was written and who wrote it")
    ANONYMISE = "anonymise", _("Destroy who wrote it, keep the rest")
    ARCHIVE = "archive", _("Keep for good: make a package for the archive")


class RunState(TextChoices):
    """How far a run has come."""

    LISTED = "listed", _("Waits for a second person")
    APPROVED = "approved", _("Approved")
    DONE = "done", _("Carried out")
    CANCELLED = "cancelled", _("Not carried out")


class ItemState(TextChoices):
    """What became of a case in a run."""

    LISTED = "listed", _("On the list")
    DONE = "done", _("Done")
    SKIPPED = "skipped", _("Kept")


class RequestState(TextChoices):
    """How far a request for records has come."""

    OPEN = "open", _("To be answered without delay")
    HANDED_OUT = "handed_out", _("Handed out")
    REFUSED = "refused", pgettext_lazy("request for records", "Refused")
    WITHDRAWN = "withdrawn", _("Taken back")


class Choice(TextChoices):
    """How a text or a file is handed out."""

    WHOLE = "whole", _("As it is")
    MASKED = "masked", _("Masked")
    WITHHELD = "withheld", _("Not")


class Way(TextChoices):
    """How the records reached the one who asked."""

    EMAIL = "email", _("By e-mail")
    POST = "post", _("By letter")
    ON_SITE = "on_site", _("Read or fetched here")


HAND_OUT = transition(
    "hand out", sources={RequestState.OPEN}, target=RequestState.HANDED_OUT
)
REFUSE = transition("refuse", sources={RequestState.OPEN}, target=RequestState.REFUSED)
TAKE_BACK = transition(
    "take back", sources={RequestState.OPEN}, target=RequestState.WITHDRAWN
)

APPROVE = transition("approve", sources={RunState.LISTED}, target=RunState.APPROVED)
CANCEL = transition("cancel", sources={RunState.LISTED}, target=RunState.CANCELLED)
FINISH = transition("finish", sources={RunState.APPROVED}, target=RunState.DONE)
