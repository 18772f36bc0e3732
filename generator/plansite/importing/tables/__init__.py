"""Tables of a document: what their columns are, and the tasks in their rows."""
