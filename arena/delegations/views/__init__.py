"""Views of delegations: pages that need no account here, those of staff in `staff`."""

from __future__ import annotations

from flask import Flask

from arena.delegations.views import (  # noqa: F401 - they add their views to the blueprint
    enquiring,
    own_enquiry,
)
from arena.delegations.views.blueprint import blueprint


def init_app(app: Flask) -> None:
    """Register the pages that need no account."""
    app.register_blueprint(blueprint)
