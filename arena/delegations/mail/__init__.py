"""Mails about delegations, one module for each errand."""

from __future__ import annotations

from flask import Flask

from arena.delegations.mail import enquiries


def init_app(app: Flask) -> None:
    """Make the mails known."""
    enquiries.init_app(app)
