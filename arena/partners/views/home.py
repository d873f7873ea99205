"""Where a partner's work begins: what waits, what comes, what is new."""

from __future__ import annotations

from flask import render_template

from arena.partners.policy import may_use_own_pages
from arena.partners.views.blueprint import blueprint, own
from arena.partners.views.home_lines import coming_lines, news_lines, waiting_lines
from arena.web.access import access


@blueprint.get("/")
@access(may_use_own_pages)
def index() -> str:
    """Show what waits for a partner, what comes next, and what is new in their networks.

    Whose roles have ended reads that, and nothing else.
    """
    known = own()
    if known.has_ended:
        return render_template("partners/ended.html")
    return render_template(
        "partners/index.html",
        own=known,
        waiting=waiting_lines(known),
        coming=coming_lines(known),
        news=news_lines(known.user),
    )
