"""Load and scale, each with its limit beside it: `make bench`."""
