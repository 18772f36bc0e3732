"""Read files into records and report every problem in them."""
