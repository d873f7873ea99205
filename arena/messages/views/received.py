"""What came back, for staff: mails that need a person, and addresses that no mail reaches."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from arena import db
from arena.accounts.sessions import acting
from arena.messages import services
from arena.messages.policy import may_change_messages, may_read_words
from arena.messages.queries import (
    get_mailbox_state,
    get_received,
    get_undeliverable,
    list_received,
    list_undeliverable,
    map_people,
)
from arena.messages.subjects import received_url
from arena.messages.views.root import LINES_A_PAGE, blueprint
from arena.messages.views.tabs import mail_tabs
from arena.web import paging
from arena.web.access import access


@blueprint.get("/received")
@access(may_read_words)
def received() -> str:
    """List mails that came in: those that need a person, or all."""
    page = paging.asked(LINES_A_PAGE)
    only_open = request.args.get("show") != "all"
    rows, total = list_received(only_open=only_open, limit=page.size, offset=page.offset)
    return render_template(
        "messages/received.html",
        tabs=mail_tabs("received"),
        only_open=only_open,
        rows=rows,
        total=total,
        page=page,
        mailbox=get_mailbox_state(),
    )


@blueprint.get("/received/<int:number>")
@access(may_read_words)
def letter(number: int) -> str:
    """Show one mail that came in."""
    mail = get_received(number)
    return render_template("messages/letter.html", mail=mail, about_url=received_url(mail))


@blueprint.post("/received/<int:number>/deal")
@access(may_change_messages)
def deal(number: int) -> ResponseReturnValue:
    """Take a mail off the list of those that need a person."""
    mail = get_received(number)
    with db.transaction():
        services.deal_with(mail, user_id=current_user.id, by=acting())
    flash(_("The e-mail is dealt with. It stays under All received."), "success")
    return redirect(url_for("messages.received"))


@blueprint.post("/received/<int:number>/back")
@access(may_change_messages)
def put_back(number: int) -> ResponseReturnValue:
    """Put a mail on the list again."""
    mail = get_received(number)
    with db.transaction():
        services.put_back(mail, by=acting())
    flash(_("The e-mail is on the list again."), "success")
    return redirect(url_for("messages.letter", number=number))


@blueprint.post("/received/read")
@access(may_change_messages)
def read_soon() -> ResponseReturnValue:
    """Have the mailbox tried again with the worker's next round."""
    with db.transaction():
        services.read_mailbox_soon(by=acting())
    flash(_("The mailbox is read within a minute."), "success")
    return redirect(url_for("messages.received"))


@blueprint.get("/addresses")
@access(may_read_words)
def addresses() -> str:
    """List the addresses that no mail reaches."""
    page = paging.asked(LINES_A_PAGE)
    rows, total = list_undeliverable(limit=page.size, offset=page.offset)
    return render_template(
        "messages/addresses.html",
        tabs=mail_tabs("addresses"),
        rows=rows,
        total=total,
        page=page,
        people=map_people([row.address for row in rows]),
    )


@blueprint.post("/addresses/<int:number>/works")
@access(may_change_messages)
def mend(number: int) -> ResponseReturnValue:
    """Say that an address works again."""
    address = get_undeliverable(number)
    with db.transaction():
        services.mend_address(address, by=acting())
    flash(_("Mailings go to the address again."), "success")
    return redirect(url_for("messages.addresses"))
