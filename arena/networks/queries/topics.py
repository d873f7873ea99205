"""The topics that networks have, for those who offer topics to choose from."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from arena import db
from arena.networks.models import Network


def list_network_topics() -> set[str]:
    """Return every topic of a public network: a closed one's would tell of it."""
    above = aliased(Network)
    lists = db.session.scalars(
        select(Network.topics)
        .outerjoin(above, above.id == Network.parent_id)
        .where(Network.is_public, or_(Network.parent_id.is_(None), above.is_public))
    )
    return {topic for topics in lists for topic in topics}
