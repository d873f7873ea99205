"""The invitee's own link: its secret is made anew for each mail, and only its hash is kept."""

from __future__ import annotations

from arena import config, tokens
from arena.meetings.models import Invitee


def invitee_token(invitee: Invitee) -> str:
    """Return the secret of the page on which somebody answers."""
    return tokens.derived("meeting", invitee.id)


def answer_url(invitee: Invitee, language: str, say: str = "") -> str:
    """Return the absolute address of that page; `say` has it begin with an answer."""
    base = f"{config.current().base_url}/{language}/meetings/answer/{invitee_token(invitee)}"
    return f"{base}?say={say}" if say else base
