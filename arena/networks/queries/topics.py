"""The topics that networks have, for those who offer topics to choose from."""

from __future__ import annotations

from sqlalchemy import select

from arena import db
from arena.networks.models import Network


def list_network_topics() -> set[str]:
    """Return every topic of a public network: a closed one's would tell of it."""
    lists = db.session.scalars(select(Network.topics).where(Network.is_public))
    return {topic for topics in lists for topic in topics}
