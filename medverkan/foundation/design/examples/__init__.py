"""Examples for the gallery: a module per component, with TEMPLATE and EXAMPLES by title."""
