"""The draft of a plan: its items, units, ids and proposals, and how it is written."""
