"""Meetings for staff and for partners: the same pages, at two addresses, each by its own rule."""

from __future__ import annotations

from flask import Blueprint

from arena.meetings.policy import may_read_meetings, may_use_meetings_as_partner
from arena.web.sides import Sides

staff = Blueprint("meetings", __name__, url_prefix="/staff/meetings")
partner = Blueprint("meetings_partner", __name__, url_prefix="/partner/meetings")
anywhere = Blueprint("meetings_entry", __name__, url_prefix="/<lang>/meetings")
for_both = Sides((staff, may_read_meetings), (partner, may_use_meetings_as_partner)).route
