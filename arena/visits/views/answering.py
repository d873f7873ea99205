"""A host's answer to whether they lead something: behind the mailed link, without signing in."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import db
from arena.audit.models import Actor
from arena.errors import Conflict, Invalid, NotFound
from arena.visits.forms.staff.asking import AnswerForm
from arena.visits.models import Answer, HostAsked
from arena.visits.queries.asking import find_asked, tour_of
from arena.visits.queries.standing import standing_of
from arena.visits.services.asking import say_no, say_yes
from arena.visits.views.blueprint import blueprint
from arena.visits.views.private import private
from arena.web.access import access, public


@blueprint.route("/host-ask/<token>", methods=["GET", "POST"])
@access(public)
@private
def host_ask(token: str) -> ResponseReturnValue:
    """Show the question with two buttons; only pressing one of them answers."""
    asked = find_asked(token)
    if asked is None:
        raise NotFound(_l("This link leads to no question. Copy the whole link from the e-mail."))
    form = AnswerForm()
    if form.validate_on_submit() and give_answer(asked, form):
        return redirect(url_for("visits.host_ask", token=token), 303)
    page = render_template("visits/host_ask.html", asked=asked, form=form, **about(asked))
    return page, 409 if form.error_list else 200


def give_answer(asked: HostAsked, form: AnswerForm) -> bool:
    """Say yes or no, as the pressed button says; tell whether that was heard."""
    answer = request.form.get("answer")
    host = asked.host.host
    if host is None or answer not in (Answer.YES, Answer.NO):
        return False
    by = Actor.user(host.user_id)
    try:
        with db.transaction():
            if answer == Answer.YES:
                say_yes(asked, by=by)
            else:
                say_no(asked, by=by)
    except (Conflict, Invalid) as error:
        form.refuse(None, error.message)
        return False
    if answer == Answer.YES:
        flash(_("Thank you! You lead it."), "success")
    else:
        flash(_("Thank you for answering."), "success")
    return True


def about(asked: HostAsked) -> dict[str, Any]:
    """Return what a host is asked about, and how it stands for them."""
    tour = tour_of(asked.ask)
    return {"tour": tour, "standing": standing_of(asked, tour)}
