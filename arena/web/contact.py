"""Whom the public writes to and calls: pages and mails say it in the same words."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr

from flask import Flask

from arena import config

# A number that Swedish authorities keep for fiction, and a domain that nobody can have (RFC 2606):
# nobody is called by a demonstration, nor written to.
DEMO_PHONE = "+46701740605"
DEMO_EMAIL = "besok@arena.example"


@dataclass(frozen=True)
class Contact:
    """The body that runs this arena, and how it is reached; `phone` is E.164, or None."""

    operator: str
    email: str
    phone: str | None


def arena_contact() -> Contact:
    """Return how the arena is reached: by the sender of mail unless another is set.

    A demonstration that sends no mail has no sender, but an address that looks like one.
    """
    settings = config.current()
    sender = parseaddr(settings.mail_from)[1]
    is_made_up = settings.demo and sender.endswith("@localhost")
    return Contact(
        operator=settings.operator,
        email=settings.contact_email or (DEMO_EMAIL if is_made_up else sender),
        phone=settings.contact_phone or (DEMO_PHONE if settings.demo else None),
    )


def init_app(app: Flask) -> None:
    """Let every page and mail say `{% set contact_facts = arena_contact() %}`."""
    app.jinja_env.globals["arena_contact"] = arena_contact
