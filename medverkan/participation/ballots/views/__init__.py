"""Pages of the room: voting, checking, the public files, and the desk of staff."""
