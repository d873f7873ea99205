"""Mailings stand among the pages of staff and of partners who lead a network."""

from __future__ import annotations

from flask import Blueprint

from arena.newsletters.policy import may_send_mailings, may_use_mailings_as_partner
from arena.web.sides import Sides

staff = Blueprint("newsletters", __name__, url_prefix="/staff/mailings")
partner = Blueprint("newsletters_partner", __name__, url_prefix="/partner/mailings")
SIDES = Sides((staff, may_send_mailings), (partner, may_use_mailings_as_partner))
