"""Run the command line as `python -m plansite`."""

from plansite.cli.main import main

main()
