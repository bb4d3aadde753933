"""How it is told to people and to machines."""
