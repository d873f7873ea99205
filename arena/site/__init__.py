"""The site itself: its start page and statements, and what machines ask of it."""

from __future__ import annotations

from flask import Flask

from arena.site import metrics, views


def init_app(app: Flask) -> None:
    """Register the pages, and count every request."""
    views.init_app(app)
    metrics.init_app(app)
