"""Views of accounts: signing in, one's own page, users for administrators, the partners' start."""

from arena.accounts.views import own, partner, signing_in, staff
from arena.accounts.views.blueprint import blueprint

blueprints = (blueprint, staff.blueprint, partner.blueprint)

__all__ = ["blueprints", "own", "partner", "signing_in", "staff"]
