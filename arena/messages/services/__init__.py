"""Acts on messages: queueing, dropping, planning reminders; delivering is in `delivery`."""

from arena.messages.services.queueing import (
    Recipient,
    drop_waiting,
    plan_reminders,
    queue,
    register_reminders,
)

__all__ = ["Recipient", "drop_waiting", "plan_reminders", "queue", "register_reminders"]
