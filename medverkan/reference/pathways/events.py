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
        sentence=_("Version %(version)s of the rules of %(slug)s was drafted."),
        data={"slug": str, "version": int},
    )
)
RULE_SET_CHANGED = register(
    EventType(
        "rule_set.changed",
        sentence=_("The draft version %(version)s of %(slug)s was changed."),
        data={"slug": str, "version": int},
    )
)
RULE_SET_DISCARDED = register(
    EventType(
        "rule_set.discarded",
        sentence=_("The draft version %(version)s of %(slug)s was discarded."),
        data={"slug": str, "version": int},
    )
)
RULE_SET_ADOPTED = register(
    EventType(
        "rule_set.adopted",
        sentence=_(
            "Version %(version)s of the rules of %(slug)s was adopted. "
            "It is in force from %(in_force_from)s."
        ),
        visibility=Visibility.PUBLIC,
        data={"slug": str, "version": int, "in_force_from": str},
    )
)
RULE_SET_FROZEN = register(
    EventType(
        "rule_set.frozen",
        sentence=_("The first case came under version %(version)s of %(slug)s."),
        data={"slug": str, "version": int},
    )
)
RULE_SET_RETIRED = register(
    EventType(
        "rule_set.retired",
        sentence=_("Version %(version)s of the rules of %(slug)s was retired."),
        visibility=Visibility.PUBLIC,
        data={"slug": str, "version": int},
    )
)
SWITCH_OVER_PLANNED = register(
    EventType(
        "switch_over.planned",
        sentence=_("A switch from %(slug)s to %(target)s on %(on_date)s was planned."),
        data={"slug": str, "target": str, "on_date": str},
    )
)
SWITCH_OVER_CARRIED_OUT = register(
    EventType(
        "switch_over.carried_out",
        sentence=_("The switch from %(slug)s to %(target)s on %(on_date)s is decided."),
        visibility=Visibility.PUBLIC,
        data={"slug": str, "target": str, "on_date": str},
    )
)
SWITCH_OVER_CALLED_OFF = register(
    EventType(
        "switch_over.called_off",
        sentence=_("The switch from %(slug)s to %(target)s on %(on_date)s is off."),
        data={"slug": str, "target": str, "on_date": str},
    )
)
OLD_PATHS_SET = register(
    EventType(
        "pathway.old_paths_set",
        sentence=_("%(count)s old addresses lead to the pathway %(slug)s."),
        data={"slug": str, "count": int},
    )
)
PETITIONS_IMPORTED = register(
    EventType(
        "petitions.imported",
        sentence=_("%(count)s past petitions were imported to %(slug)s."),
        visibility=Visibility.PUBLIC,
        data={"slug": str, "count": int},
    )
)
ASSIGNMENT_MADE = register(
    EventType(
        "assignment.made",
        sentence=_(
            "A body became %(part)s for %(responsibility)s from %(valid_from)s."
        ),
        visibility=Visibility.PUBLIC,
        data={"responsibility": str, "part": str, "valid_from": str},
    )
)
ASSIGNMENT_ENDED = register(
    EventType(
        "assignment.ended",
        sentence=_("A body's part in %(responsibility)s ends on %(last_day)s."),
        visibility=Visibility.PUBLIC,
        data={"responsibility": str, "last_day": str},
    )
)
RESPONSIBILITY_SAVED = register(
    EventType(
        "responsibility.saved",
        sentence=_("The area of responsibility %(slug)s was described."),
        data={"slug": str},
    )
)
POPULATION_NOTED = register(
    EventType(
        "population.noted",
        sentence=_("%(count)s residents were counted on %(on_date)s."),
        data={"count": int, "on_date": str},
    )
)
OTHER_WAY_SAVED = register(
    EventType(
        "other_way.saved",
        sentence=_("The text on %(slug)s was changed."),
        data={"slug": str},
    )
)
REFUSAL_GROUND_SAVED = register(
    EventType(
        "refusal_ground.saved",
        sentence=_(
            "The ground of refusal %(code)s was saved: version %(version)s, "
            "retired: %(is_retired)s."
        ),
        data={"code": str, "version": int, "is_retired": bool},
    )
)
