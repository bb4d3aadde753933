"""Pages of the room: for residents, and for those who write the rules."""
