"""From a published document to the text of a plan: what a file says, line by line, and where lines end."""
