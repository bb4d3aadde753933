"""Tables of the room, with Popolo's terms: bodies, people, rights, areas and topics."""

from medverkan.reference.bodies.models.addresses import Address, Street
from medverkan.reference.bodies.models.areas import Area
from medverkan.reference.bodies.models.bodies import Body, ClosedDay, ContactPoint
from medverkan.reference.bodies.models.closures import CLOSURE_LENGTH, Closure
from medverkan.reference.bodies.models.people import Membership, Person, Post
from medverkan.reference.bodies.models.rights import (
    Cover,
    RoleAssignment,
    UserLanguage,
)
from medverkan.reference.bodies.models.topics import Topic, TopicInArea

__all__ = [
    "CLOSURE_LENGTH",
    "Address",
    "Area",
    "Body",
    "ClosedDay",
    "Closure",
    "ContactPoint",
    "Cover",
    "Membership",
    "Person",
    "Post",
    "RoleAssignment",
    "Street",
    "Topic",
    "TopicInArea",
    "UserLanguage",
]
