"""Views of accounts: signing in, one's own page, users for administrators."""

from arena.accounts.views import own, signing_in, staff
from arena.accounts.views.blueprint import blueprint

blueprints = (blueprint, staff.blueprint)

__all__ = ["blueprints", "own", "signing_in", "staff"]
