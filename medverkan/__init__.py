"""Medverkan: one way in to influence a municipality, and the workshop that keeps its promises."""
