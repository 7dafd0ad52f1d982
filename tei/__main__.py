"""`python -m tei` is `tei`."""

from tei.cli import main

main(prog_name="tei")
