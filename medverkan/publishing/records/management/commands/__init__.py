"""Commands: destruction by decision, packages for the archive."""
