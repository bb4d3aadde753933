"""The ten roles that a user may be given; a role is a right, a membership is not."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What someone may do, at a body or in the whole municipality."""

    OFFICER = "officer", _("Case officer")
    REGISTRAR = "registrar", _("Registrar")
    CONTACT_CENTRE = "contact_centre", _("Contact centre")
    REVIEWER = "reviewer", _("Reviewer")
    COORDINATOR = "coordinator", _("Coordinator")
    BOARD_SECRETARY = "board_secretary", _("Board secretary")
    ELECTED_MEMBER = "elected_member", _("Elected member")
    STRATEGIST = "strategist", _("Strategist")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")


# Nobody is administrator of one board only: who may give rights may give all of them.
WHOLE_MUNICIPALITY_ONLY = frozenset({Role.ADMINISTRATOR})
