"""The guests' programme on paper: the version that was sent out, as PDF."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from arena.delegations.pack.kinds import KINDS, Paper
from arena.delegations.queries.pack import read_pack
from arena.delegations.rules.ladder import ENDED
from arena.delegations.services.printing import render
from arena.delegations.views.guests.blueprint import blueprint
from arena.delegations.views.guests.opening import open_link
from arena.errors import NotFound
from arena.web import downloads, languages
from arena.web.access import access, public
from arena.web.private import private


@blueprint.get("/<token>/programme.pdf")
@access(public)
@private
def programme_file(token: str) -> ResponseReturnValue:
    """Give the programme that was sent out; never the draft."""
    pack = read_pack(open_link(token).delegation)
    if pack.is_draft or pack.delegation.state in ENDED:
        raise NotFound(_l("There is something to print once we have sent the programme."))
    language = languages.current()
    pdf = render(pack, [Paper.PROGRAMME], language)
    title = KINDS[Paper.PROGRAMME].title
    return downloads.pdf(f"{title} – {pack.snapshot.name} ({language}).pdf", pdf)
