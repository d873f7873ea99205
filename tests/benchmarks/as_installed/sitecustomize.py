"""Hides from a measured server what only the tests install: `make run` on a fresh machine has none.

structlog loads rich where it finds it, and with it Pygments and attrs: 4 MB.
"""

import sys

sys.modules["rich"] = None  # type: ignore[assignment]  # Python's way of saying: not to be found.
