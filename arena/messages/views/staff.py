"""The outbox, for staff: what was sent, what will be, what stopped and why."""

from __future__ import annotations

from flask import (
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from arena import db
from arena.accounts.sessions import acting
from arena.errors import NotFound
from arena.messages import services
from arena.messages.drafts import Draft, draft_of
from arena.messages.forms import MessageFilterForm
from arena.messages.kinds import is_sealed
from arena.messages.models import Message, MessageStatus
from arena.messages.policy import may_change_messages, may_read_messages, may_read_words
from arena.messages.queries import (
    Tab,
    get_mail_state,
    get_message,
    list_messages,
)
from arena.messages.subjects import subject_url
from arena.messages.views.root import LINES_A_PAGE, blueprint
from arena.messages.views.tabs import mail_tabs
from arena.messages.words import kind_label
from arena.web import paging
from arena.web.access import access
from arena.web.security import CONTENT_SECURITY_POLICY

# The page frames the mail; the mail itself may do nothing but look as it does and open links.
_FRAMING = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
_FRAMED = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        # No script runs in it; of the same origin, so that the page may ask how tall it is.
        "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
    )
)


@blueprint.get("/")
@access(may_read_messages)
def index() -> str:
    """List messages."""
    form, page = MessageFilterForm(request.args), paging.asked(LINES_A_PAGE)
    form.validate()
    tab = Tab(form.show.data) if form.show.data in set(Tab) else Tab.WAITING
    receiver = form.to.data if may_read_words(current_user) else ""
    rows, total = list_messages(
        tab, receiver=receiver, about=form.about.data or "", limit=page.size, offset=page.offset
    )
    return render_template(
        "messages/index.html",
        tab=tab,
        filters=form,
        rows=rows,
        total=total,
        page=page,
        mail=get_mail_state(),
        tabs=mail_tabs(tab, to=receiver, about=form.about.data or ""),
    )


@blueprint.get("/<int:message_id>")
@access(may_read_messages)
def show(message_id: int) -> Response:
    """Show one message: what was sent, or what would be if it went out now."""
    message = _open_message(message_id)
    may_read = may_read_words(current_user) and not is_sealed(message)
    page = render_template(
        "messages/show.html",
        message=message,
        about_url=subject_url(message),
        mail=get_mail_state(),
        draft=draft_of(message) if may_read else None,
        may_read=may_read,
    )
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = _FRAMING
    return answer


@blueprint.get("/<int:message_id>/preview")
@access(may_read_words)
def preview(message_id: int) -> Response:
    """Show the HTML of a message that has not been sent, walled in."""
    message = get_message(message_id)
    if is_sealed(message):
        raise NotFound
    draft: Draft = draft_of(message)
    answer = make_response(draft.framed_html)
    answer.headers["Content-Security-Policy"] = _FRAMED
    return answer


@blueprint.post("/<int:message_id>/again")
@access(may_change_messages)
def try_again(message_id: int) -> ResponseReturnValue:
    """Send a message as soon as can be."""
    message = _open_message(message_id)
    with db.transaction():
        services.try_again(message, by=acting())
    flash(_("The e-mail goes out as soon as the mail server takes it."), "success")
    return redirect(url_for("messages.show", message_id=message_id))


@blueprint.route("/<int:message_id>/drop", methods=["GET", "POST"])
@access(may_change_messages)
def drop(message_id: int) -> ResponseReturnValue:
    """Leave a message out, after asking once."""
    message = _open_message(message_id)
    if request.method != "POST":
        label = kind_label(message.template)
        return render_template("messages/drop.html", message=message, label=label)
    with db.transaction():
        services.leave_out(message, by=acting())
    flash(_("The e-mail will not be sent."), "success")
    return redirect(url_for("messages.show", message_id=message_id))


@blueprint.post("/start")
@access(may_change_messages)
def start() -> ResponseReturnValue:
    """Let mail go out again, or ask the mail server at once."""
    leave_out_due = request.form.get("due") == "leave_out"
    with db.transaction():
        services.start_sending(by=acting(), leave_out_due=leave_out_due)
    flash(_("The mail server is tried at once."), "success")
    return redirect(url_for("messages.index"))


def _open_message(message_id: int) -> Message:
    """Return a message that staff may know of: a sealed one only once it could not be delivered."""
    message = get_message(message_id)
    has_failed = message.status == MessageStatus.FAILED or bool(message.returned)
    if is_sealed(message) and not has_failed:
        raise NotFound
    return message
