"""The page on which a reader says which mailings they want, behind the link of each of them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.audit.models import READER
from arena.errors import NotFound
from arena.messages.mail_topics import topic_name
from arena.messages.models import ALL_MAILINGS, MailReader, RefusedThrough
from arena.messages.queries import find_reader_by_link
from arena.messages.services.wishes import refuse_mailings, want_mailings
from arena.web.access import access, public
from arena.web.private import private
from arena.web.security import csrf

blueprint = Blueprint("messages_wishes", __name__, url_prefix="/<lang>/mailings")
# Mail programs send here without a cookie (RFC 8058); the address itself is the authority.
csrf.exempt(blueprint)


@blueprint.get("/<int:reader_id>/<token>")
@access(public)
@private
def show(reader_id: int, token: str) -> str:
    """Show what somebody gets; opening the page changes nothing."""
    reader, topic = _reader(reader_id, token), _topic()
    refused = {refusal.topic for refusal in reader.refusals}
    return render_template(
        "messages_wishes/show.html",
        topic=topic,
        topic_name=topic and topic_name(topic),
        wants_none=ALL_MAILINGS in refused,
        wants_this=topic not in refused,
        token=token,
        about=request.args.get("about"),
        reader_id=reader_id,
    )


@blueprint.post("/<int:reader_id>/<token>")
@access(public)
@private
def save(reader_id: int, token: str) -> ResponseReturnValue:
    """Take down what somebody pressed, on the page or in their mail program."""
    reader, topic, wish = _reader(reader_id, token), _topic(), request.form.get("wish")
    if request.form.get("List-Unsubscribe") == "One-Click":
        with db.transaction():
            _refuse(reader, topic or ALL_MAILINGS, RefusedThrough.ONE_CLICK)
        return "", 200
    with db.transaction():
        if wish == "none":
            _refuse(reader, ALL_MAILINGS, RefusedThrough.LINK)
        elif wish == "not_this" and topic:
            _refuse(reader, topic, RefusedThrough.LINK)
        elif wish == "again":
            want_mailings(reader.email, topic or ALL_MAILINGS, by=READER)
    flash(_("Saved. It holds from now on, also for what is on its way."), "success")
    about = request.args.get("about")
    where = url_for("messages_wishes.show", reader_id=reader_id, token=token, about=about)
    return redirect(where, 303)


def _refuse(reader: MailReader, topic: str, through: RefusedThrough) -> None:
    refuse_mailings(reader.email, topic, through=through, by=READER)


def _reader(reader_id: int, token: str) -> MailReader:
    reader = find_reader_by_link(reader_id, request.args.get("about", ""), token)
    if reader is None:
        raise NotFound
    return reader


def _topic() -> str:
    """Return the topic that the link is about, or "" for one that there is not (any more)."""
    topic = request.args.get("about", "")
    return topic if topic_name(topic) else ""
