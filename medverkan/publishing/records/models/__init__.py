"""Tables of the room: retention rules and runs, requests for records."""

from medverkan.publishing.records.models.handouts import (
    RecordRequest,
    Refusal,
    RequestedItem,
)
from medverkan.publishing.records.models.retention import (
    RetentionItem,
    RetentionRule,
    RetentionRun,
)

__all__ = [
    "RecordRequest",
    "Refusal",
    "RequestedItem",
    "RetentionItem",
    "RetentionRule",
    "RetentionRun",
]
