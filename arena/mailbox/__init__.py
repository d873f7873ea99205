"""The mailbox: what calendar programs and mail servers answer, read over IMAP by the worker.

What it finds stands in `arena.messages`, where staff see it; who owns an event says in `replies`
what the answers to its invitations mean.
"""

from __future__ import annotations

from flask import Flask

from arena import jobs
from arena.mailbox.reading import EVERY_SECONDS, read_mailbox


def init_app(app: Flask) -> None:
    """Have the worker read the mailbox that ARENA_IMAP_URL names."""
    jobs.register(app, "mailbox.read", EVERY_SECONDS, read_mailbox)
