"""How long builds take, and how large they are: ours and those of other tools, on plans of any size."""
