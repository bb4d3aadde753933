"""Settings of third-party packages, one file each."""
