"""The bytes of a feed and what identifies them, and the feeds that are kept in memory."""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256

from arena.feeds.selection import Selection

MOST_BYTES = 24_000_000
MOST_FEEDS = 500


@dataclass(frozen=True)
class Content:
    """Bytes as they are sent, and their strong ETag: the SHA-256 of exactly them."""

    data: bytes

    @cached_property
    def etag(self) -> str:
        """The tag, in the quotes that it is sent in."""
        return f'"{sha256(self.data).hexdigest()}"'


@dataclass(frozen=True)
class Body(Content):
    """A calendar, and the same one packed, each under a tag of its own."""

    @cached_property
    def packed(self) -> Content:
        """The calendar as gzip; always the same bytes."""
        return Content(gzip.compress(self.data, compresslevel=6, mtime=0))

    @property
    def size(self) -> int:
        """About how much memory it takes: packed it is a tenth of what it was."""
        return len(self.data) * 11 // 10 + 1000


@dataclass(frozen=True)
class Feed:
    """A feed as it was made on a day from a version of all events."""

    body: Body
    modified_at: datetime
    version: int
    day: date


class Shelf:
    """The feeds that this process has made, least recently asked for given up first.

    One for each selection: a newer version takes the older one's place.
    """

    def __init__(self, most_bytes: int = MOST_BYTES, most_feeds: int = MOST_FEEDS) -> None:
        self._most_bytes, self._most_feeds = most_bytes, most_feeds
        self._feeds: OrderedDict[Selection, Feed] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, selection: Selection) -> Feed | None:
        """Return the newest feed of a selection that was made here."""
        with self._lock:
            feed = self._feeds.get(selection)
            if feed is not None:
                self._feeds.move_to_end(selection)
            return feed

    def keep(self, selection: Selection, feed: Feed) -> None:
        """Keep a feed, and give up others where there is no room."""
        with self._lock:
            self._give_up(selection)
            self._feeds[selection] = feed
            self._bytes += feed.body.size
            while self._bytes > self._most_bytes or len(self._feeds) > self._most_feeds:
                self._give_up(next(iter(self._feeds)))

    def _give_up(self, selection: Selection) -> None:
        feed = self._feeds.pop(selection, None)
        if feed is not None:
            self._bytes -= feed.body.size
