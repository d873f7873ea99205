"""Reads of visits.

visits       get_visit(reference) · find_by_token(token) · list_requests(stage)
             list_unverified(numbers)
offers       list_offers() · get_offer(slug) · list_fitting(group_size)
walks        list_walks(offer=None) · get_walk(event_id) · list_joined(walk)
today        get_today(language) · list_tours_on(day) · list_weeks(first, count, language)
worklists    list_late(now) · list_unreported(now, host_id) · list_unreported_walks(now, host_id)
history      list_earlier_visits(visit) · list_next_tours(user_id) · timeline(visit)
holdings     held_hosts(event) · chosen_place(visit) · placed_programme(event, offer)
deadlines    get_deadlines(visit) · deadlines_at(offer, starts_at, fee) · get_earliest_day(offer)
figures      count_coming_by_offer()
free_times   list_free_times(…) · nearest_free_times(…) · choose_resources(…) · rank_hosts(…)
"""

from arena.visits.queries.deadlines import deadlines_at, get_deadlines, get_earliest_day
from arena.visits.queries.figures import count_coming_by_offer
from arena.visits.queries.history import (
    list_earlier_visits,
    list_next_tours,
    timeline,
)
from arena.visits.queries.holdings import chosen_place, held_hosts, placed_programme
from arena.visits.queries.offers import get_offer, list_fitting, list_offers
from arena.visits.queries.today import get_today, list_tours_on, list_weeks
from arena.visits.queries.visits import (
    find_by_token,
    get_visit,
    list_requests,
    list_unverified,
)
from arena.visits.queries.walks import get_walk, list_joined, list_walks
from arena.visits.queries.worklists import list_late, list_unreported, list_unreported_walks

__all__ = [
    "chosen_place",
    "count_coming_by_offer",
    "deadlines_at",
    "find_by_token",
    "get_deadlines",
    "get_earliest_day",
    "get_offer",
    "get_today",
    "get_visit",
    "get_walk",
    "held_hosts",
    "list_earlier_visits",
    "list_fitting",
    "list_joined",
    "list_late",
    "list_next_tours",
    "list_offers",
    "list_requests",
    "list_tours_on",
    "list_unreported",
    "list_unreported_walks",
    "list_unverified",
    "list_walks",
    "list_weeks",
    "placed_programme",
    "timeline",
]
