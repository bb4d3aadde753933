"""Ballots and their ledger: one definition of what counts."""
