"""Pathways and their versioned rule sets."""
