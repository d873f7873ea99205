"""What staff write on a desk card."""

from __future__ import annotations

from arena import db
from arena.audit.models import Actor
from arena.delegations.models import Delegation, DeskCard
from arena.delegations.rules.ladder import Act
from arena.delegations.services.acting import doing


def write_desk_card(
    delegation: Delegation,
    *,
    forms_of_address: str,
    customs: str,
    by: Actor,
    version: int | None = None,
) -> DeskCard:
    """Keep how the guests are addressed and what to think of, for who receives them."""
    with doing(delegation, Act.EDIT, by=by, version=version, name="write_desk_card"):
        card = db.session.get(DeskCard, delegation.id)
        if card is None:
            card = DeskCard(delegation_id=delegation.id)
            db.session.add(card)
        card.forms_of_address, card.customs = forms_of_address, customs
        return card
