"""Needs for staff and for partners: the same pages, at two addresses; and those for all."""

from __future__ import annotations

from flask import Blueprint

from arena.needs.policy import may_read_needs, may_write_as_partner
from arena.web.sides import Sides

public = Blueprint("needs", __name__, url_prefix="/<lang>/needs")
staff = Blueprint("needs_staff", __name__, url_prefix="/staff/needs")
partner = Blueprint("needs_partner", __name__, url_prefix="/partner/needs")
for_both = Sides((staff, may_read_needs), (partner, may_write_as_partner)).route
