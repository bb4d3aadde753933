"""Where the room's pages stand in the menus."""

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design.menu import MenuItem, register
from medverkan.reference.bodies import rules

ORGANISATION = _("Organisation")

register(
    "footer",
    MenuItem(_("Who is responsible for what?"), "bodies:responsibilities", order=30),
)
register(
    "workspace",
    MenuItem(
        _("Bodies"),
        "bodies:bodies",
        order=80,
        may_see=rules.may_change_organisation,
        group=ORGANISATION,
        icon="landmark",
    ),
)
register(
    "workspace",
    MenuItem(
        _("Topics"),
        "bodies:topics",
        order=81,
        may_see=rules.may_change_organisation,
        group=ORGANISATION,
        icon="tags",
    ),
)
register(
    "workspace",
    MenuItem(
        _("Roles"),
        "bodies:roles",
        order=82,
        may_see=rules.may_see_roles,
        group=ORGANISATION,
        icon="key-round",
    ),
)
register(
    "workspace",
    MenuItem(
        _("Away and cover"),
        "bodies:cover",
        order=10,
        may_see=rules.may_be_covered,
        group=_("Yourself"),
        icon="calendar-clock",
    ),
)
register(
    "workspace",
    MenuItem(
        _("Holidays and closed times"),
        "bodies:closures",
        order=83,
        may_see=lambda actor: actor.has_role(*rules.ANNOUNCERS),
        group=ORGANISATION,
        icon="calendar-clock",
    ),
)
