"""A project on disk: read, brought up to date, started, revised."""
