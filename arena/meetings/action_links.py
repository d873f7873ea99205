"""Private links to actions, by which an owner without an account closes one from the mail."""

from __future__ import annotations

from arena import config, tokens
from arena.meetings.models import Action


def action_token(action: Action) -> str:
    """Return the secret of an action's page for its owner; another owner has another."""
    return tokens.derived("action", action.id, action.owner_id or 0)


def action_url(action: Action, language: str) -> str:
    """Return the absolute address of that page."""
    base = config.current().base_url
    return f"{base}/{language}/meetings/actions/{action.id}/{action_token(action)}"
