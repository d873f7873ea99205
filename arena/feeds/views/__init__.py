"""Views of feeds: for programs, the public calendar, one's own subscriptions, everybody's."""

from arena.feeds.views import delegations, needs, outlet, overseeing, own, programme
from arena.feeds.views.blueprint import blueprint

blueprints = (blueprint, outlet.blueprint, overseeing.blueprint)

__all__ = ["blueprints", "delegations", "needs", "outlet", "overseeing", "own", "programme"]
