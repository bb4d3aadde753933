"""Where the register stands in the menu of the workspace."""

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design.menu import MenuItem, register
from medverkan.foundation.permissions import Actor
from medverkan.reference.register import rules

GROUP = _("Register and archive")


def _reads_a_register(actor: Actor) -> bool:
    return actor.has_role(*rules.READERS)


register(
    "workspace",
    MenuItem(
        _("The register"),
        "register:registers",
        order=50,
        may_see=_reads_a_register,
        group=GROUP,
        icon="book-open-text",
    ),
)
