"""Pure functions on text; nothing here knows what a plan is."""
