"""What happens to ways in and their rules."""

from django.utils.translation import gettext_noop as _

from medverkan.foundation.audit.types import EventType, Visibility, register

PATHWAY_CREATED = register(
    EventType(
        "pathway.created",
        sentence=_("The pathway %(slug)s was set up."),
        visibility=Visibility.PUBLIC,
        data={"slug": str},
    )
)
PATHWAY_UPDATED = register(
    EventType(
        "pathway.updated",
        sentence=_("The pathway %(slug)s was changed: %(fields)s."),
        data={"slug": str, "fields": str},
    )
)
PATHWAY_RETIRED = register(
    EventType(
        "pathway.retired",
        sentence=_("The pathway %(slug)s closed for new cases."),
        visibility=Visibility.PUBLIC,
        data={"slug": str},
    )
)
RULE_SET_DRAFTED = register(
    EventType(
        "rule_set.drafted",
        sentence=_("Version %(version)s of the rules of %(pathway)s was drafted."),
        data={"pathway": str, "version": int},
    )
)
RULE_SET_CHANGED = register(
    EventType(
        "rule_set.changed",
        sentence=_("The draft version %(version)s of %(pathway)s was changed."),
        data={"pathway": str, "version": int},
    )
)
RULE_SET_DISCARDED = register(
    EventType(
        "rule_set.discarded",
        sentence=_("The draft version %(version)s of %(pathway)s was discarded."),
        data={"pathway": str, "version": int},
    )
)
RULE_SET_ADOPTED = register(
    EventType(
        "rule_set.adopted",
        sentence=_(
            "Version %(version)s of the rules of %(pathway)s was adopted. "
            "It is in force from %(in_force_from)s."
        ),
        visibility=Visibility.PUBLIC,
        data={"pathway": str, "version": int, "in_force_from": str},
    )
)
RULE_SET_FROZEN = register(
    EventType(
        "rule_set.frozen",
        sentence=_("The first case came under version %(version)s of %(pathway)s."),
        data={"pathway": str, "version": int},
    )
)
RULE_SET_RETIRED = register(
    EventType(
        "rule_set.retired",
        sentence=_("Version %(version)s of the rules of %(pathway)s was retired."),
        visibility=Visibility.PUBLIC,
        data={"pathway": str, "version": int},
    )
)
