"""What happens to the organisation: who got which right, and which body answers what."""

from django.utils.translation import gettext_noop as _

from medverkan.foundation.audit.types import EventType, Visibility, register

ROLE_ASSIGNED = register(
    EventType(
        "role.assigned",
        sentence=_("The role %(role)s was given to user %(user)s."),
        data={"user": int, "role": str},
    )
)
ROLE_ENDED = register(
    EventType(
        "role.ended",
        sentence=_("The role %(role)s of user %(user)s ended."),
        data={"user": int, "role": str},
    )
)
BODY_CREATED = register(
    EventType(
        "body.created",
        sentence=_("A body was set up."),
        visibility=Visibility.PUBLIC,
        data={"kind": str},
    )
)
BODY_UPDATED = register(
    EventType(
        "body.updated",
        sentence=_("The facts about a body were changed: %(fields)s."),
        data={"fields": str},
    )
)
BODY_CLOSED = register(
    EventType(
        "body.closed",
        sentence=_("A body closes after %(last_day)s."),
        visibility=Visibility.PUBLIC,
        data={"last_day": str},
    )
)
TOPIC_SAVED = register(
    EventType(
        "topic.saved",
        sentence=_("A topic was written: %(fields)s."),
        data={"fields": str},
    )
)
TOPIC_MOVED = register(
    EventType(
        "topic.moved",
        sentence=_("A topic moved from body %(from_body)s to body %(to_body)s."),
        visibility=Visibility.PUBLIC,
        data={"from_body": int, "to_body": int},
    )
)
ORGANISATION_IMPORTED = register(
    EventType(
        "organisation.imported",
        sentence=_("The organisation was imported: %(count)s rows."),
        data={"count": int},
    )
)
ADDRESSES_IMPORTED = register(
    EventType(
        "addresses.imported",
        sentence=_("The addresses were imported: %(count)s changed."),
        data={"count": int},
    )
)
COVER_ENDED = register(
    EventType(
        "cover.ended",
        sentence=_("User %(covered_by)s no longer covers for user %(user)s."),
        data={"user": int, "covered_by": int},
    )
)
COVER_ARRANGED = register(
    EventType(
        "cover.arranged",
        sentence=_(
            "User %(covered_by)s covers for user %(user)s, %(first_day)s to %(last_day)s."
        ),
        data={"user": int, "covered_by": int, "first_day": str, "last_day": str},
    )
)
LANGUAGES_SET = register(
    EventType(
        "user.languages_set",
        sentence=_("A user answers in these languages: %(languages)s."),
        data={"languages": str},
    )
)
CLOSURE_ANNOUNCED = register(
    EventType(
        "closure.announced",
        sentence=_("Told that it is closed, %(first_day)s to %(last_day)s."),
        data={"first_day": str, "last_day": str},
    )
)
CLOSURE_TAKEN_BACK = register(
    EventType(
        "closure.taken_back",
        sentence=_("Told no more that it is closed %(first_day)s to %(last_day)s."),
        data={"first_day": str, "last_day": str},
    )
)
