"""All writes of the room: rights, bodies and topics."""

from medverkan.reference.bodies.operations.addresses import (
    AddressOutcome,
    import_addresses,
)
from medverkan.reference.bodies.operations.bodies import (
    BodyStillAnswers,
    close_body,
    create_body,
    update_body,
)
from medverkan.reference.bodies.operations.closures import (
    announce_closure,
    take_back_closure,
)
from medverkan.reference.bodies.operations.demo import load_demo
from medverkan.reference.bodies.operations.imports import Outcome, import_organisation
from medverkan.reference.bodies.operations.rights import (
    assign_role,
    cover,
    end_cover,
    end_role,
    set_languages,
)
from medverkan.reference.bodies.operations.topics import (
    BodyIsClosed,
    create_topic,
    move_topic,
    update_topic,
)

__all__ = [
    "AddressOutcome",
    "BodyIsClosed",
    "BodyStillAnswers",
    "Outcome",
    "announce_closure",
    "assign_role",
    "close_body",
    "cover",
    "create_body",
    "create_topic",
    "end_cover",
    "end_role",
    "import_addresses",
    "import_organisation",
    "load_demo",
    "move_topic",
    "set_languages",
    "take_back_closure",
    "update_body",
    "update_topic",
]
