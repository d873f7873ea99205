"""Reads of visits.

visits       get_visit(reference) · find_by_token(token) · list_requests(...) · find_repeated(...)
offers       list_offers() · get_offer(slug) · nearest_free_times(offer, starts_at, ...)
walks        list_walks() · get_walk(event_id)
today        today() -> Today
history      list_earlier_visits(visit) · list_next_visits(user_id) · timeline(visit)
figures      count_by_state() · ...
free_times   list_free_times(...) · choose_resources(...)
"""

from arena.visits.queries.offers import get_offer, list_fitting, list_offers

__all__ = ["get_offer", "list_fitting", "list_offers"]
