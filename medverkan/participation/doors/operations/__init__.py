"""Everything that changes something in this room."""
