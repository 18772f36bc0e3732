"""Files on disk: atomic writes, and what a project holds."""
