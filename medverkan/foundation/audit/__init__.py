"""The event log: everything that happens, written in the same transaction as the change."""
