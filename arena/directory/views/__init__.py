"""Views of the directory: organisations, the people who stand for them, and finding both."""

from arena.directory.views import (
    facts,
    finding,
    history,
    knowing,
    organisations,
    people,
    searches,
    tags,
)
from arena.directory.views.blueprint import blueprint

blueprints = (blueprint,)

__all__ = [
    "blueprints",
    "facts",
    "finding",
    "history",
    "knowing",
    "organisations",
    "people",
    "searches",
    "tags",
]
