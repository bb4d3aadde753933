"""Settings: `dev`, `test` and `production` override `base` by name."""
