"""Study visits: what is offered, asked for, settled and followed up."""

from __future__ import annotations

from flask import Flask

from arena.visits import views


def init_app(app: Flask) -> None:
    """Register the pages."""
    views.init_app(app)
