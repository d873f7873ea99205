"""Reads of resources: when they are open, who has them, what is free."""

from arena.resources.queries.availability import Availability, Facts, get_availability, seconds
from arena.resources.queries.timetables import Timetable, get_timetable
from arena.resources.queries.working_days import WorkingDays, working_days

__all__ = [
    "Availability",
    "Facts",
    "Timetable",
    "WorkingDays",
    "get_availability",
    "get_timetable",
    "seconds",
    "working_days",
]
