"""Where partners begin."""

from __future__ import annotations

from flask import Blueprint, render_template

from arena.accounts.policy import may_use_partner_pages
from arena.web.access import access

blueprint = Blueprint("accounts_partner", __name__, url_prefix="/partner")


@blueprint.get("/")
@access(may_use_partner_pages)
def index() -> str:
    """Show a partner what can be done here."""
    return render_template("accounts_partner/index.html")
