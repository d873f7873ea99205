"""Views of the directory: organisations, the people who stand for them, and finding both."""

from arena.directory.views import (
    doubles,
    exporting,
    facts,
    finding,
    history,
    importing,
    knowing,
    merging,
    moved,
    organisations,
    people,
    searches,
    tags,
)
from arena.directory.views.blueprint import blueprint

blueprints = (blueprint,)

__all__ = [
    "blueprints",
    "doubles",
    "exporting",
    "facts",
    "finding",
    "history",
    "importing",
    "knowing",
    "merging",
    "moved",
    "organisations",
    "people",
    "searches",
    "tags",
]
