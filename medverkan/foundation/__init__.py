"""What the rooms above stand on; knows no domain."""
