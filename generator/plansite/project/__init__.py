"""A project on disk: read it, bring it up to date, start one, revise its plan."""
