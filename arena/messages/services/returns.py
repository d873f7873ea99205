"""What came back: a mail that did not arrive, and the address that no mail reaches."""

from __future__ import annotations

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.messages.models import Message, MessageStatus, Return, UndeliverableAddress

_ROOM = 400  # Characters for the server's words, by the tables.
_GRAVITY = {"": 0, Return.DELAYED: 1, Return.LOST: 2, Return.DEAD: 3}


def note_return(message: Message, verdict: str, words: str, *, by: Actor) -> bool:
    """Write down what a mail server said of a mail; return whether that was news.

    A milder word never takes the place of a graver one: reports may come in any order.
    """
    db.session.refresh(message, with_for_update=True)
    if _GRAVITY[verdict] <= _GRAVITY[message.returned]:
        return False
    message.returned = Return(verdict)
    message.returned_at = clock.now()
    message.return_words = words[:_ROOM]
    if verdict == Return.DEAD:
        note_undeliverable(message.recipient_email, words, message.id)
    record("messages.note_return", subject=message, by=by, detail={"returned": verdict})
    return True


def note_undeliverable(address: str, words: str, message_id: int) -> None:
    """Write down that no mail reaches an address; since when is told by the first such mail."""
    db.add_if_absent(
        UndeliverableAddress,
        address=address.lower(),
        since=clock.now(),
        words=words[:_ROOM],
        message_id=message_id,
    )


def mend_address(address: UndeliverableAddress, *, by: Actor) -> None:
    """Let mailings go to an address again: somebody says that it works."""
    record("messages.mend_address", subject=address, by=by)
    db.session.delete(address)
    db.session.flush()


def is_gone_for_good(message: Message) -> bool:
    """Tell whether a mail that was sent did not arrive."""
    return message.status == MessageStatus.SENT and message.returned in (Return.DEAD, Return.LOST)
