"""Reads of resources: when they are open, who has them, what is free."""

from arena.resources.queries.availability import Availability, Facts, get_availability
from arena.resources.queries.hosts import (
    HostFacts,
    count_uses_in_month,
    count_uses_in_quarter,
    list_host_facts,
    list_site_ids,
)
from arena.resources.queries.occupancy import seconds
from arena.resources.queries.timetables import Timetable, get_timetable
from arena.resources.queries.working_days import WorkingDays, working_days

__all__ = [
    "Availability",
    "Facts",
    "HostFacts",
    "Timetable",
    "WorkingDays",
    "count_uses_in_month",
    "count_uses_in_quarter",
    "get_availability",
    "get_timetable",
    "list_host_facts",
    "list_site_ids",
    "seconds",
    "working_days",
]
