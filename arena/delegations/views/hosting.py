"""What a host receives of a delegation's programme: all that is needed on the way there."""

from __future__ import annotations

from flask import render_template

from arena.accounts.sessions import signed_in_user
from arena.delegations import policy
from arena.delegations.mail.parties import group_rows, item_rows
from arena.delegations.party_links import party_url
from arena.delegations.queries.hosted import get_own_party
from arena.delegations.queries.leading import phone_of, reach_of_lead
from arena.delegations.queries.parties import TOLD
from arena.delegations.views.host_blueprint import blueprint
from arena.web import languages
from arena.web.access import access


@blueprint.get("/programme/<int:item_id>")
@access(policy.may_lead_days)
def item(item_id: int) -> str:
    """Show one's own part in a programme; for anybody else there is none."""
    party = get_own_party(item_id, signed_in_user().id)
    shown = party.item
    return render_template(
        "delegations_host/item.html",
        party=party,
        item=shown,
        delegation=shown.delegation,
        rows=[
            (label, value or None)
            for label, value in [*item_rows(shown, party), *group_rows(shown)]
        ],
        call=reach_of_lead(shown.delegation, shown.day),
        others=[each for each in shown.parties if each is not party and each.state in TOLD],
        phone_of=phone_of,
        answer_url=party_url(party, languages.current()) if party.round else None,
    )
