"""Why a host's own calendar could not be read."""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """What went wrong; `arena.hosting.words` says each in words, and what to do about it."""

    ADDRESS = "address"  # Not an https address.
    UNKNOWN = "unknown"  # No such server.
    PRIVATE = "private"  # The server is within somebody's own network.
    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"  # Its certificate is not in order.
    REFUSED = "refused"  # It wants somebody to sign in.
    GONE = "gone"
    ANSWER = "answer"  # It answered something else.
    REDIRECTS = "redirects"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    NO_CALENDAR = "no_calendar"
    TOO_MUCH = "too_much"  # Too many entries, or repeated too often.
    UNEXPECTED = "unexpected"  # Something that nobody has thought of: it stands in the log.
    CLOSED = "closed"  # This arena reads no calendars: the demo.
