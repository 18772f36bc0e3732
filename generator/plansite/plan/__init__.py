"""The plan as frozen records, and everything that is derived from it."""
