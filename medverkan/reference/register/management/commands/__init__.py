"""Commands: the diary as files."""
