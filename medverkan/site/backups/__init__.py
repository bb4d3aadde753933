"""Backups: one file that holds database, files and the ledger's memory, and the way back."""
