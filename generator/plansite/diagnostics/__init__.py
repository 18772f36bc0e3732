"""What people are told: problems as data, the sentences of the command line, and how both are printed."""
