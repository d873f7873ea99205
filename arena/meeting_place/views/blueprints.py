"""Rooms for staff and for partners: the same pages, at two addresses, each by its own rule."""

from __future__ import annotations

from flask import Blueprint

from arena.meeting_place.policy import may_use_rooms, may_use_rooms_as_partner
from arena.web.sides import Sides

staff = Blueprint("meeting_place", __name__, url_prefix="/staff/rooms")
partner = Blueprint("meeting_place_partner", __name__, url_prefix="/partner/rooms")
anywhere = Blueprint("meeting_place_entry", __name__, url_prefix="/<lang>/rooms")
for_both = Sides((staff, may_use_rooms), (partner, may_use_rooms_as_partner)).route
