"""Views of hosts' own time."""

from arena.hosting.views import own, staff
from arena.hosting.views.blueprint import own_blueprint, staff_blueprint

blueprints = (own_blueprint, staff_blueprint)

__all__ = ["blueprints", "own", "staff"]
