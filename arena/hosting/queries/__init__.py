"""Reads of hosts' own time.

duties      get_duties(host_ids, *, starts_on, ends_on, ignore_event=None) -> Duties
"""

from arena.hosting.queries.duties import Duties, get_duties

__all__ = ["Duties", "get_duties"]
