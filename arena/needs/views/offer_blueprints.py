"""Offers and introductions for staff and for partners: the same pages, at two addresses each."""

from __future__ import annotations

from flask import Blueprint

from arena.needs.offering_policy import may_read_offers
from arena.needs.policy import may_write_as_partner
from arena.web.sides import Sides

staff = Blueprint("needs_offers", __name__, url_prefix="/staff/partner-offers")
partner = Blueprint("needs_offers_partner", __name__, url_prefix="/partner/offers")
public_offers = Blueprint("needs_offers_public", __name__, url_prefix="/<lang>/offers")
introducing = Blueprint("needs_introductions", __name__, url_prefix="/staff/introductions")
introducing_partner = Blueprint(
    "needs_introductions_partner", __name__, url_prefix="/partner/introductions"
)
public_introductions = Blueprint(
    "needs_introductions_public", __name__, url_prefix="/<lang>/introduction"
)
BLUEPRINTS = (
    staff,
    partner,
    public_offers,
    introducing,
    introducing_partner,
    public_introductions,
)
for_both = Sides((staff, may_read_offers), (partner, may_write_as_partner)).route
introductions_for_both = Sides(
    (introducing, may_read_offers), (introducing_partner, may_write_as_partner)
).route
