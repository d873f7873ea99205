"""When mails are due and tried again, and what the answers of mail servers mean."""

from arena.messages.rules.reminding import ReminderRule, reminder_due, reminder_useless_after
from arena.messages.rules.retrying import RETRY_AFTER, next_attempt, next_reading
from arena.messages.rules.returning import Verdict, weigh_return

__all__ = [
    "RETRY_AFTER",
    "ReminderRule",
    "Verdict",
    "next_attempt",
    "next_reading",
    "reminder_due",
    "reminder_useless_after",
    "weigh_return",
]
