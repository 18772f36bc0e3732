"""`python -m plansite` is `plansite`."""

from plansite.cli.main import main

main()
