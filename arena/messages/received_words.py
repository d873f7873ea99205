"""What a mail that came in is, what came of it, and what to do about it, in the words of staff."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from arena.messages.models import Message, Outcome, Received, ReceivedMail, Return
from arena.messages.queries import map_received

_KINDS: dict[str, Any] = {
    Received.REPLY: _l("Answer from a calendar"),
    Received.RETURN: _l("Report from a mail server"),
    Received.AUTOMATIC: _l("Automatic reply"),
    Received.CIRCULAR: _l("Circular or spam"),
    Received.LETTER: _l("E-mail from a person"),
    Received.UNREADABLE: _l("Unreadable e-mail"),
}
_MEANINGS: dict[str, Any] = {
    Outcome.SETTLED: _l("The answer stands where the invitation came from."),
    Outcome.OLDER: _l("A newer answer from the same person was known already, so it counts."),
    Outcome.DELAYED: _l("An e-mail of ours is late. The mail server keeps trying."),
    Outcome.DELIVERED: _l("The mail server tells that an e-mail arrived."),
    Outcome.MAILING_RETURNED: _l(
        "An e-mail that went to many, or had come back before, came back. "
        "The address is noted, and nothing else is needed."
    ),
    Outcome.SET_ASIDE: _l("Nobody wrote this to us, so it is set aside."),
    Outcome.TO_READ: _l("Somebody has written to us. Read it, and answer by e-mail or phone."),
    Outcome.RETURNED: _l(
        "An e-mail of ours did not arrive. Reach the receiver in another way, and see whether the "
        "address is right."
    ),
    Outcome.ANOTHER_TIME: _l(
        "Somebody who is invited suggests another time. Nothing is moved by itself: "
        "the suggestion stands in the e-mail."
    ),
    Outcome.DELEGATED: _l("Somebody who is invited wants another person to come instead."),
    Outcome.UNDECIDED: _l("The calendar answered, but neither yes, no nor maybe."),
    Outcome.OUTDATED: _l(
        "This answers an earlier invitation: the time or the place has been changed since. "
        "It is not counted. A newer invitation has gone out, or is about to."
    ),
    Outcome.NOT_INVITED: _l(
        "The answer comes from an address that was not invited. Perhaps the invitation was passed "
        "on. It is not counted."
    ),
    Outcome.NOT_THEIRS: _l(
        "The answer speaks for somebody else than the one who sent it. It is not counted."
    ),
    Outcome.UNPROVEN: _l(
        "Our mail server doubts that the sender is who it says to be. The answer is not counted."
    ),
    Outcome.UNKNOWN_EVENT: _l("The answer is about something that we do not know, or no more."),
    Outcome.NOT_TAKEN: _l(
        "The answer could not be entered: what it is about is over, or takes no such answers."
    ),
    Outcome.UNMATCHED: _l("An e-mail came back, but nothing tells which one of ours it was."),
    Outcome.PACKED: _l(
        "Outlook has packed the answer into a file of its own kind (winmail.dat). "
        "Read it in the mailbox, and enter it by hand."
    ),
    Outcome.TOO_BIG: _l("The e-mail is too big to be read here. Open it in the mailbox."),
    Outcome.BROKEN: _l(
        "The e-mail is so badly formed that it cannot be read here. Open it in the mailbox."
    ),
    Outcome.FAULT: _l(
        "The e-mail could not be handled. This is a fault in the system: tell those who run it, "
        "and see to the e-mail yourself."
    ),
}
_RETURNS: dict[str, tuple[Any, str]] = {
    Return.DEAD: (lazy_pgettext("e-mail", "Came back"), "bad"),
    Return.LOST: (lazy_pgettext("e-mail", "Came back"), "bad"),
    Return.DELAYED: (lazy_pgettext("e-mail", "Late on its way"), "late"),
}
_WHY_RETURNED: dict[str, Any] = {
    Return.DEAD: _l(
        "No e-mail reaches this address. Mailings leave it out until somebody says that it works."
    ),
    Return.LOST: _l(
        "It did not arrive this time: a full mailbox, a filter, or a server that was away too long."
    ),
    Return.DELAYED: _l("It has not arrived yet. The receiver’s mail server is still being tried."),
}


def received_kind(mail: ReceivedMail) -> Any:
    """Return what a mail that came in is."""
    return _KINDS[mail.kind]


def received_meaning(mail: ReceivedMail) -> Any:
    """Return what came of it, and what to do."""
    return _MEANINGS[mail.outcome]


def received_state(mail: ReceivedMail) -> tuple[Any, str]:
    """Return where it stands, as a word and the kind of its shape."""
    if mail.is_open:
        return lazy_pgettext("received e-mail", "Needs a person"), "open"
    if mail.dealt_at is not None:
        return lazy_pgettext("received e-mail", "Dealt with"), "done"
    return lazy_pgettext("received e-mail", "Nothing to do"), "quiet"


def return_state(message: Message) -> tuple[Any, str] | None:
    """Return what became of a mail that was sent and came back, or is late; None for others."""
    return _RETURNS.get(message.returned)


def return_meaning(message: Message) -> Any:
    """Return what it means that a mail came back."""
    return _WHY_RETURNED.get(message.returned, "")


def name_received(numbers: Collection[int]) -> Mapping[int, str]:
    """Return what received mails are, by their numbers."""
    return {number: str(_KINDS[kind]) for number, kind in map_received(numbers).items()}
