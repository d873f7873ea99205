"""Messages: the outbox, what mails say, and their delivery."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Let mails be written, sent and read."""
