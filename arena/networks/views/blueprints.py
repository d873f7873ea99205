"""Networks for staff and for partners: the same pages, at two addresses, each by its own rule."""

from __future__ import annotations

from flask import Blueprint

from arena.networks.policy import (
    may_read_agreements,
    may_read_networks,
    may_use_networks_as_partner,
)
from arena.web.sides import Sides

staff = Blueprint("networks_staff", __name__, url_prefix="/staff/networks")
partner = Blueprint("networks_partner", __name__, url_prefix="/partner/networks")
public = Blueprint("networks", __name__, url_prefix="/<lang>/networks")
agreements = Blueprint("networks_agreements", __name__, url_prefix="/staff/agreements")
own_agreements = Blueprint(
    "networks_agreements_partner", __name__, url_prefix="/partner/agreements"
)
for_both = Sides((staff, may_read_networks), (partner, may_use_networks_as_partner)).route
agreements_for_both = Sides(
    (agreements, may_read_agreements), (own_agreements, may_use_networks_as_partner)
).route
