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
from arena.messages.models.wishes import ALL_MAILINGS, MailReader, MailRefusal, RefusedThrough

__all__ = [
    "ALL_MAILINGS",
    "CalendarAnswer",
    "Heartbeat",
    "MailReader",
    "MailRefusal",
    "MailServer",
    "Mailbox",
    "Message",
    "MessageStatus",
    "Outcome",
    "Received",
    "ReceivedMail",
    "RefusedThrough",
    "Return",
    "UndeliverableAddress",
]
