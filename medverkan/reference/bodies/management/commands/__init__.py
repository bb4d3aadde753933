"""Commands: import and export of the organisation."""
