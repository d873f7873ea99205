"""What surrounds the stops of a day: how a party is received and seen off, and when it rests."""

from __future__ import annotations

from dataclasses import dataclass

LUNCH_FROM, LUNCH_UNTIL = 11 * 60 + 30, 13 * 60 + 30
LUNCH_MINUTES = 60
BREAK_MINUTES = 15
LONGEST_SITTING = 120  # Minutes without a break.
LONGEST_WAIT = 30  # For lunch.


@dataclass(frozen=True)
class Part:
    """A part of a day that is no stop; it is called by its key."""

    key: str
    kind: str
    minutes: int
    is_spoken: bool = True  # An interpreter lengthens it.


_WELCOME = Part("welcome", "welcome", 10)
_CLOSE = Part("close", "close", 10)
_PRESS = Part("press", "press", 15, is_spoken=False)
_OPENINGS = {
    "political": (Part("welcome", "welcome", 15), Part("gifts", "gifts", 10, is_spoken=False)),
    "business": (Part("registration", "arrival", 15, is_spoken=False), _WELCOME),
    "media": (Part("press_briefing", "press", 10),),
    "digital": (Part("technical_check", "online", 5, is_spoken=False), _WELCOME),
}
_CLOSINGS = {
    "political": (Part("photo", "photo", 10, is_spoken=False), _CLOSE),
    "technical": (Part("questions", "discussion", 30), _CLOSE),
    "business": (Part("next_steps", "close", 20),),
    "academic": (Part("questions", "discussion", 20), _CLOSE),
    "media": (Part("facts_check", "close", 10),),
    "civic": (Part("questions", "discussion", 15), _CLOSE),
    "digital": (Part("questions", "online", 20), Part("next_steps", "online", 5)),
}


def opening(kind: str, *, is_first: bool) -> tuple[Part, ...]:
    """Return how a day of a type of delegation begins; only the first day is opened."""
    return _OPENINGS.get(kind, (_WELCOME,)) if is_first else ()


def closing(kind: str, *, is_last: bool, has_media: bool) -> tuple[Part, ...]:
    """Return how a day ends; only the last is closed, and the press is met before that."""
    if not is_last:
        return ()
    press = (_PRESS,) if has_media and kind != "media" else ()
    return (*press, *_CLOSINGS.get(kind, (_CLOSE,)))


def wants_lunch(begins: int, ends: int) -> bool:
    """Tell whether guests who are here from `begins` until `ends` want lunch among themselves."""
    return begins <= LUNCH_FROM and ends >= LUNCH_FROM + LUNCH_MINUTES + 45
