"""Everybody's subscriptions, for administrators."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.feeds import services
from arena.feeds.policy import may_oversee
from arena.feeds.queries import get_subscription, list_all_subscriptions
from arena.web import paging
from arena.web.access import access

blueprint = Blueprint("feeds_staff", __name__, url_prefix="/staff/feeds")


@blueprint.get("/")
@access(may_oversee)
def index() -> str:
    """List everybody's live subscriptions."""
    page = paging.asked()
    rows, total = list_all_subscriptions(limit=page.size, offset=page.offset)
    return render_template("feeds_staff/index.html", rows=rows, total=total, page=page)


@blueprint.route("/<int:subscription_id>/revoke", methods=["GET", "POST"])
@access(may_oversee)
def revoke(subscription_id: int) -> ResponseReturnValue:
    """Revoke somebody's subscription, after asking once."""
    subscription = get_subscription(subscription_id)
    if request.method != "POST":
        return render_template("feeds_staff/revoke.html", subscription=subscription)
    with db.transaction():
        services.revoke_subscription(subscription, by=acting())
    flash(_("The subscription of %(name)s is revoked.", name=subscription.user.name), "success")
    return redirect(url_for("feeds_staff.index"))
