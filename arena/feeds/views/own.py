"""A person's own subscriptions: which there are, making one, revoking one."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import NotFound
from arena.feeds import services
from arena.feeds.forms import SubscriptionForm, read_scope
from arena.feeds.links import private_links
from arena.feeds.policy import may_have_everything, may_oversee, notes_shown
from arena.feeds.queries import get_subscription, list_subscriptions
from arena.feeds.views.blueprint import blueprint
from arena.web.access import access, signed_in


@blueprint.get("/me/feeds")
@access(signed_in)
def subscriptions() -> str:
    """List the person's subscriptions."""
    person = signed_in_user()
    return render_template(
        "feeds/subscriptions.html",
        subscriptions=list_subscriptions(person),
        has_everything=may_have_everything(person),
        may_oversee=may_oversee(person),
    )


@blueprint.route("/me/feeds/new", methods=["GET", "POST"])
@access(signed_in)
def create() -> ResponseReturnValue:
    """Make a subscription, and show its address.

    The answer to the form is the page that shows it: whatever led on to another page would have to
    carry the address there.
    """
    person = signed_in_user()
    form = SubscriptionForm()
    if form.validate_on_submit():
        try:
            with db.transaction():
                subscription, token = services.create_subscription(
                    person,
                    name=form.name.data,
                    **read_scope(form.scope.data),
                    language=form.language.data,
                    with_cancelled=form.with_cancelled.data,
                    by=acting(),
                )
        except services.NameTaken as error:
            form.refuse(error.field, error.message)
        except services.TooManySubscriptions as error:
            form.refuse(None, error.message)
        else:
            page = render_template(
                "feeds/created.html",
                subscription=subscription,
                links=private_links(token),
                may_see_contacts=notes_shown(person) != "none",
            )
            return page, 201, {"Referrer-Policy": "no-referrer"}
    page = render_template("feeds/create.html", form=form)
    return page, 400 if form.errors else 200


@blueprint.route("/me/feeds/<int:subscription_id>/revoke", methods=["GET", "POST"])
@access(signed_in)
def revoke(subscription_id: int) -> ResponseReturnValue:
    """Revoke one of the person's own subscriptions, after asking once."""
    subscription = get_subscription(subscription_id)
    if subscription.user_id != signed_in_user().id:
        raise NotFound
    if request.method != "POST":
        return render_template("feeds/revoke.html", subscription=subscription)
    with db.transaction():
        services.revoke_subscription(subscription, by=acting())
    flash(_("The subscription “%(name)s” is revoked.", name=subscription.name), "success")
    return redirect(url_for("feeds.subscriptions"))
