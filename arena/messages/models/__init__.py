"""The outbox, what came back, and how the servers fare."""

from arena.messages.models.outbox import Message, MessageStatus, Return
from arena.messages.models.received import (
    CalendarAnswer,
    Outcome,
    Received,
    ReceivedMail,
    UndeliverableAddress,
)
from arena.messages.models.servers import Heartbeat, Mailbox, MailServer

__all__ = [
    "CalendarAnswer",
    "Heartbeat",
    "MailServer",
    "Mailbox",
    "Message",
    "MessageStatus",
    "Outcome",
    "Received",
    "ReceivedMail",
    "Return",
    "UndeliverableAddress",
]
