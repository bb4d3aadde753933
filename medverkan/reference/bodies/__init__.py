"""Authorities and bodies, posts, people, roles, areas, topics."""
