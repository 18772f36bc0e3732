"""The plan as frozen records, and every fact that follows from it."""
