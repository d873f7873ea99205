"""Messages: the outbox, what mails say, and their delivery."""

from __future__ import annotations

from flask import Flask

from arena import jobs
from arena.messages import accounts_mail
from arena.messages.delivery import deliver_due


def init_app(app: Flask) -> None:
    """Let mails be written, sent and read."""
    accounts_mail.init_app(app)
    jobs.register(app, "messages.deliver", 1, deliver_due)
