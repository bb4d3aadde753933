"""All writes of the room."""

from medverkan.publishing.records.operations.retention import (
    NothingDue,
    approve_run,
    cancel_run,
    carry_out,
    end_rule,
    list_due,
    record_rule,
)

__all__ = [
    "NothingDue",
    "approve_run",
    "cancel_run",
    "carry_out",
    "end_rule",
    "list_due",
    "record_rule",
]
