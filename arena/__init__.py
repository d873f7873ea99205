"""Arena, the system an innovation arena runs on.

`from arena import create_app` makes the application. Its modules are loaded when somebody asks for
it: `arena serve`, which only watches its processes, never does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from arena.application import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    """Load the application for whoever asks for `create_app`."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("arena.application"), name)
