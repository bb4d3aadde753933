"""What a retention run may be, and what becomes of each case in it."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

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


APPROVE = transition("approve", sources={RunState.LISTED}, target=RunState.APPROVED)
CANCEL = transition("cancel", sources={RunState.LISTED}, target=RunState.CANCELLED)
FINISH = transition("finish", sources={RunState.APPROVED}, target=RunState.DONE)
