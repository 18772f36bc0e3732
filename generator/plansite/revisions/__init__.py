"""What differs between two plans, told by id and not by line: `compare` finds it, the rest passes it on."""
