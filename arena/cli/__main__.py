"""`python -m arena.cli`: the same as the console script."""

from __future__ import annotations

from arena.cli import main

main()
