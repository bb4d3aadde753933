"""Home, search, the workspace frame and the root urls: the only room that sees all others."""
