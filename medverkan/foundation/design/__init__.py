"""Page frame, components, icons, tokens, slots and menu."""
