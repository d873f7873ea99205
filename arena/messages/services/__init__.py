"""Acts on messages: queueing, dropping, planning reminders; delivering is in `delivery`."""

from arena.messages.services.forgetting import forget_mails
from arena.messages.services.heartbeats import beat, stop_beating
from arena.messages.services.mailbox import read_mailbox_soon
from arena.messages.services.queueing import (
    Recipient,
    plan_reminders,
    queue,
    register_reminders,
)
from arena.messages.services.received import deal_with, put_back
from arena.messages.services.returns import mend_address, note_return
from arena.messages.services.server import start_sending, stop_sending
from arena.messages.services.staff_acts import UnderWay, leave_out, try_again
from arena.messages.services.wishes import refuse_mailings, want_mailings

__all__ = [
    "Recipient",
    "UnderWay",
    "beat",
    "deal_with",
    "forget_mails",
    "leave_out",
    "mend_address",
    "note_return",
    "plan_reminders",
    "put_back",
    "queue",
    "read_mailbox_soon",
    "refuse_mailings",
    "register_reminders",
    "start_sending",
    "stop_beating",
    "stop_sending",
    "try_again",
    "want_mailings",
]
