"""`python -m rtlint` is `rtlint`."""

from rtlint.cli.main import main

main()
