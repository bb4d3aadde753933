"""From theme, Designsystemet and our styles to the files that a browser fetches."""
