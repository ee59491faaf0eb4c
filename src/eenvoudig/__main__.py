"""`python -m eenvoudig`."""

from eenvoudig.cli import main

main()
