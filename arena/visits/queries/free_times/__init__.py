"""Free times of offers, and who and what would take each.

list_free_times(offer, *, starts_on, ends_on, group_size, language, ignore_event=None)
is_free_time(offer, starts_at, *, group_size, language, ignore_event=None)
nearest_free_times(offer, around, *, group_size, language, count=3, ignore_event=None)
next_open_weeks(enquiries, *, starts_on, count=1)
choose_resources(offer, starts_at, *, group_size, language, ignore_event=None, any_hours=False)
list_possible(offer, moments, *, group_size, language, ignore_event=None, any_hours=False)
list_uses(offer, starts_at, *, group_size, host_ids)
rank_hosts(offer, starts_at, ends_at, *, language, ignore_event=None, any_hours=False)
fits_each(host_id, occasions)
find_time_instead(offer, event, *, group_size, language)
"""

from arena.visits.queries.free_times.choosing import (
    Choice,
    HostRank,
    Occasion,
    choose_resources,
    fits_each,
    list_possible,
    list_uses,
    rank_hosts,
)
from arena.visits.queries.free_times.instead import find_time_instead
from arena.visits.queries.free_times.listing import (
    FreeTime,
    is_free_time,
    list_free_times,
    nearest_free_times,
)
from arena.visits.queries.free_times.weeks import Enquiry, next_open_weeks

__all__ = [
    "Choice",
    "Enquiry",
    "FreeTime",
    "HostRank",
    "Occasion",
    "choose_resources",
    "find_time_instead",
    "fits_each",
    "is_free_time",
    "list_free_times",
    "list_possible",
    "list_uses",
    "nearest_free_times",
    "next_open_weeks",
    "rank_hosts",
]
