"""Recurring jobs: leases, catch-up, and a staff page."""
