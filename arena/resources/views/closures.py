"""Taking closures back; `arena.scheduling` makes them, and moves what they meet."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting
from arena.errors import Conflict
from arena.resources import services
from arena.resources.policy import may_change_resources
from arena.resources.queries.openness import get_closure
from arena.resources.views.blueprint import hours_blueprint as blueprint
from arena.web.access import access


@blueprint.route("/closures/<int:closure_id>/remove", methods=["GET", "POST"])
@access(may_change_resources)
def reopen(closure_id: int) -> ResponseReturnValue:
    """Ask once, and then open again."""
    closure = get_closure(closure_id)
    if request.method == "POST":
        try:
            with db.transaction():
                services.remove_closure(closure, by=acting())
        except Conflict as error:
            flash(str(error.message), "error")
        else:
            flash(_("Open again."), "success")
        return redirect(url_for("resources_hours.index", _anchor="closures"))
    return render_template("resources_hours/reopen.html", closure=closure, today=clock.today())
