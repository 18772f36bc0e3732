"""Pure functions on text, which know nothing of plans."""
