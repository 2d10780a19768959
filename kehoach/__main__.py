"""`python -m kehoach` is `kehoach`."""

from kehoach.cli import main

main()
