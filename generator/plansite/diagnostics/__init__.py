"""Problems as data, the messages of the command line, and how both are printed."""
