"""Pages about letters: one module per audience."""
