"""Views of the directory: organisations, and the people who stand for them."""

from arena.directory.views import doubles, importing, merging, moved, organisations, people
from arena.directory.views.blueprint import blueprint

blueprints = (blueprint,)

__all__ = ["blueprints", "doubles", "importing", "merging", "moved", "organisations", "people"]
