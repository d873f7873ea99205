"""What the web server runs in each of its processes."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import arena

if TYPE_CHECKING:
    from arena.web.requests import ArenaFlask


def create_app() -> ArenaFlask:
    """Make the application.

    All that it consists of stays: nobody looks for garbage while it loads, nor among it later.
    """
    gc.disable()
    app = arena.create_app()
    gc.collect()
    gc.freeze()
    gc.enable()
    return app
