"""Writing files whole or not at all, and reading what lies in a project."""
