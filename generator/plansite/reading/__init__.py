"""From the bytes of a file to a record, with every problem in it."""
