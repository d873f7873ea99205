"""Views of resources: the register, and the opening hours."""

from arena.resources.views import closures, hosts, hours, register, rooms
from arena.resources.views.blueprint import hours_blueprint, register_blueprint

blueprints = (register_blueprint, hours_blueprint)

__all__ = ["blueprints", "closures", "hosts", "hours", "register", "rooms"]
