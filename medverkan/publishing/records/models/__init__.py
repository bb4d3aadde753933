"""Tables of the room: retention rules and runs."""

from medverkan.publishing.records.models.retention import (
    RetentionItem,
    RetentionRule,
    RetentionRun,
)

__all__ = ["RetentionItem", "RetentionRule", "RetentionRun"]
