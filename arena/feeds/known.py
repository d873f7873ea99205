"""Tokens that this process knows to be good: for programs in a hurry, and for outages."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from arena.feeds.selection import Selection

MOST_TOKENS = 5000
TRUSTED_FOR = timedelta(hours=1)
BURST = 10
EVERY = timedelta(minutes=1)


@dataclass
class Holder:
    """What a token opened when it was last looked up; `allowance` is how many looks are left."""

    subscription_id: int
    selection: Selection
    modified_at: datetime
    looked_up_at: datetime
    allowance: float = BURST


class KnownTokens:
    """The hashes of tokens and what they opened, least recently used forgotten first."""

    def __init__(self, most: int = MOST_TOKENS) -> None:
        self._most = most
        self._holders: OrderedDict[str, Holder] = OrderedDict()
        self._lock = threading.Lock()

    def find_trusted(self, token_hash: str, now: datetime) -> Holder | None:
        """Return what a token opened within the last hour, for when the database is away."""
        with self._lock:
            holder = self._holders.get(token_hash)
        if holder is None or now - holder.looked_up_at > TRUSTED_FOR:
            return None
        return holder

    def find_hasty(self, token_hash: str, now: datetime) -> Holder | None:
        """Return what a token opened if it has used its looks up: 10 at once, 60 an hour.

        Its program is answered from memory, not refused: nobody knows what programs do then.
        """
        with self._lock:
            holder = self._holders.get(token_hash)
        if holder is None:
            return None
        regained = (now - holder.looked_up_at) / EVERY
        return holder if holder.allowance + max(regained, 0) < 1 else None

    def remember(self, token_hash: str, holder: Holder) -> None:
        """Note that a token was looked up, and what it opens."""
        with self._lock:
            before = self._holders.pop(token_hash, None)
            if before is not None:
                regained = max((holder.looked_up_at - before.looked_up_at) / EVERY, 0)
                holder.allowance = min(before.allowance + regained, BURST)
            holder.allowance -= 1
            self._holders[token_hash] = holder
            while len(self._holders) > self._most:
                self._holders.popitem(last=False)

    def forget(self, token_hash: str) -> None:
        """Forget a token that opens nothing any more."""
        with self._lock:
            self._holders.pop(token_hash, None)
