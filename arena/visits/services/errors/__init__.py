"""What may be refused, each with words that say what to do about it."""

from arena.visits.services.errors.addresses import (
    DeadLink,
    HasAddress,
    SameAddress,
    SentOften,
    TooManyActs,
    TooManyFromHere,
    TooManyMails,
    TooOften,
)
from arena.visits.services.errors.arranging import (
    ClosedThen,
    HostDoesNotFit,
    NoHosts,
    NoRoom,
    PlaceDoesNotFit,
    PlaceOfAnotherPart,
    TooFewHosts,
)
from arena.visits.services.errors.asking import (
    NotOffered,
    SameTime,
    TimeTaken,
    WrongGround,
    WrongGroupSize,
    WrongLanguage,
)
from arena.visits.services.errors.standing import (
    ChangedMeanwhile,
    NotNow,
    NoWords,
    TooEarly,
    TooLate,
)
from arena.visits.services.errors.walks import (
    AlreadyJoined,
    NotAWalk,
    OnlyWalks,
    TooManySeats,
    WalkFull,
)

__all__ = [
    "AlreadyJoined",
    "ChangedMeanwhile",
    "ClosedThen",
    "DeadLink",
    "HasAddress",
    "HostDoesNotFit",
    "NoHosts",
    "NoRoom",
    "NoWords",
    "NotAWalk",
    "NotNow",
    "NotOffered",
    "OnlyWalks",
    "PlaceDoesNotFit",
    "PlaceOfAnotherPart",
    "SameAddress",
    "SameTime",
    "SentOften",
    "TimeTaken",
    "TooEarly",
    "TooFewHosts",
    "TooLate",
    "TooManyActs",
    "TooManyFromHere",
    "TooManyMails",
    "TooManySeats",
    "TooOften",
    "WalkFull",
    "WrongGround",
    "WrongGroupSize",
    "WrongLanguage",
]
