"""What came of a mail that came in: settled by itself, or why a person must see to it."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """The words that are kept; `arena.messages.received_words` says them to staff."""

    # Nobody need look.
    SETTLED = "settled"
    OLDER = "older"  # A newer answer of the same person is known.
    DELAYED = "delayed"
    DELIVERED = "delivered"
    MAILING_RETURNED = "mailing_returned"  # One of many: the address is noted, and that is all.
    SET_ASIDE = "set_aside"
    # A person must see to it.
    TO_READ = "to_read"
    RETURNED = "returned"
    ANOTHER_TIME = "another_time"
    DELEGATED = "delegated"
    UNDECIDED = "undecided"  # An answer without an answer.
    OUTDATED = "outdated"  # It answers an invitation that has been replaced.
    NOT_INVITED = "not_invited"
    NOT_THEIRS = "not_theirs"  # Somebody answers for another.
    UNPROVEN = "unproven"  # The receiving server doubts the sender.
    UNKNOWN_EVENT = "unknown_event"
    NOT_TAKEN = "not_taken"
    UNMATCHED = "unmatched"  # A mail came back, and nobody knows which.
    PACKED = "packed"
    TOO_BIG = "too_big"
    BROKEN = "broken"
    FAULT = "fault"  # Ours: it could be read, and not handled.


CLOSED = frozenset(
    {
        Outcome.SETTLED,
        Outcome.OLDER,
        Outcome.DELAYED,
        Outcome.DELIVERED,
        Outcome.MAILING_RETURNED,
        Outcome.SET_ASIDE,
    }
)
