"""Examples for the gallery: one module per component, each with its EXAMPLES by title."""
