"""Private links to delegations: secrets made anew for each mail, of which only hashes are kept."""

from __future__ import annotations

from arena import config, tokens
from arena.delegations.models import ItemParty


def party_token(party: ItemParty) -> str:
    """Return the secret of the page on which somebody answers; each question has another."""
    return tokens.derived("receive", party.id, party.round)


def party_url(party: ItemParty, language: str) -> str:
    """Return the absolute address of that page."""
    return f"{config.current().base_url}/{language}/receive/{party_token(party)}"
