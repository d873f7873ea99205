"""Reads of feeds: entries, subscriptions, and the public programme."""

from arena.feeds.queries.entries import list_fragments, read_state, read_version
from arena.feeds.queries.programme import (
    find_next_public_start,
    get_public_event,
    list_public_events,
)
from arena.feeds.queries.subscriptions import (
    Subscriber,
    count_live,
    find_subscriber,
    get_subscription,
    list_all_subscriptions,
    list_subscriptions,
)

__all__ = [
    "Subscriber",
    "count_live",
    "find_next_public_start",
    "find_subscriber",
    "get_public_event",
    "get_subscription",
    "list_all_subscriptions",
    "list_fragments",
    "list_public_events",
    "list_subscriptions",
    "read_state",
    "read_version",
]
