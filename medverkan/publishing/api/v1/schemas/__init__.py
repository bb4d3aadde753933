"""The shapes of what is told and handed in."""
