"""`python -m generator` is `plansite`."""

from generator.cli import main

main()
