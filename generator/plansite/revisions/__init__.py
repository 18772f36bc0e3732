"""Changes between two plans, by id and not by line: `compare` finds them, the rest shows or applies them."""
