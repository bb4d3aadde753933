"""All reads of the room."""

from medverkan.reference.bodies.queries.addresses import (
    Found,
    exact_address,
    find_addresses,
)
from medverkan.reference.bodies.queries.areas import (
    area_at,
    area_features,
    outlined_areas,
)
from medverkan.reference.bodies.queries.bodies import (
    acting_bodies,
    answering_body,
    authorities,
    bodies_open,
    body_for,
    closed_days,
    council,
    front_desk,
    topic_with_body,
)
from medverkan.reference.bodies.queries.closures import closures_now, closures_of
from medverkan.reference.bodies.queries.overview import (
    Responsibility,
    contact_points,
    members_of,
    responsibilities,
    topics_of,
)
from medverkan.reference.bodies.queries.rights import (
    colleagues_of,
    covers_from,
    grants_of,
    holders_of,
    officers_of,
    roles_held,
    standing_in_for,
)

__all__ = [
    "Found",
    "Responsibility",
    "acting_bodies",
    "answering_body",
    "area_at",
    "area_features",
    "authorities",
    "bodies_open",
    "body_for",
    "closed_days",
    "closures_now",
    "closures_of",
    "colleagues_of",
    "contact_points",
    "council",
    "covers_from",
    "exact_address",
    "find_addresses",
    "front_desk",
    "grants_of",
    "holders_of",
    "members_of",
    "officers_of",
    "outlined_areas",
    "responsibilities",
    "roles_held",
    "standing_in_for",
    "topic_with_body",
    "topics_of",
]
