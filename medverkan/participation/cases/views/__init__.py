"""Pages of this room: intake, one's own case, public cases, and the workspace."""
