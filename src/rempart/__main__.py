"""`python -m rempart` is `rempart`."""

from rempart.cli import main

main()
