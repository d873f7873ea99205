"""Messages: the outbox, what mails say, and their delivery."""

from __future__ import annotations

from flask import Flask

from arena.messages import accounts_mail


def init_app(app: Flask) -> None:
    """Let mails be written, sent and read."""
    accounts_mail.init_app(app)
