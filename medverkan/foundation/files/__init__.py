"""Private and public storage, checking and masking of files."""
