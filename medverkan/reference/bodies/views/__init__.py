"""Pages of the room: public ones, and those of who keeps the organisation."""
