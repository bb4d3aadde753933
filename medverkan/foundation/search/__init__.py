"""One table of searchable things and who may find them."""
