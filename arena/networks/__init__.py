"""Networks and working groups: circles of organisations with named people, and agreements.

They stand below the domains, as the directory does: who is in which circle is something that
meetings, needs and mailings all ask.
"""

from __future__ import annotations

from flask import Flask

from arena.directory import clashes
from arena.networks import merging, models  # noqa: F401 - its tables are known once it is loaded


def init_app(app: Flask) -> None:
    """Register the pages, mails and jobs of networks."""
    clashes.register(app, *merging.RULES)
