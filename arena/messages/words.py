"""Where a mail stands, in the words and shapes that staff see, and the trail's words for acts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext, ngettext

from arena import clock
from arena.audit.words import Details, Record
from arena.messages.kinds import find_kind
from arena.messages.mail_topics import topic_name
from arena.messages.models import (
    ALL_MAILINGS,
    Message,
    MessageStatus,
    RefusedThrough,
    Return,
)
from arena.messages.queries import find_mail_server, is_mail_kept, map_templates
from arena.messages.received_words import name_received, return_state


def name_messages(numbers: Collection[int]) -> Mapping[int, str]:
    """Return what kinds of mails mails are, by their numbers."""
    return {number: str(kind_label(each)) for number, each in map_templates(numbers).items()}


RECORDS = {
    "messages": Record(_l("Message"), "messages.show", "message_id", name_messages),
    "mail_server": Record(_l("Mail server"), "messages.index"),
    "mailbox": Record(_l("Mailbox"), "messages.received"),
    "received_mails": Record(_l("Received e-mail"), "messages.letter", "number", name_received),
    "mail_readers": Record(_l("Reader of mailings")),
    "undeliverable_addresses": Record(_l("Address that no e-mail reaches"), "messages.addresses"),
}
ACTS = {
    "messages.try_again": _l("Asked for an e-mail to be sent again"),
    "messages.leave_out": _l("Chose not to send an e-mail"),
    "messages.stop_sending": _l("Stopped all mail"),
    "messages.start_sending": _l("Started the mail again"),
    "messages.erase_mails": _l("Erased old e-mails"),
    "messages.note_return": _l("Noted that an e-mail came back, or is late"),
    "messages.mend_address": _l("Said that an address works again"),
    "messages.refuse_mailings": _l("Said no to mailings"),
    "messages.want_mailings": _l("Wanted mailings again"),
    "messages.deal_with": _l("Dealt with a received e-mail"),
    "messages.put_back": _l("Put a received e-mail back on the list"),
    "messages.read_mailbox_soon": _l("Asked for the mailbox to be read at once"),
    "messages.erase_received": _l("Erased old received e-mails"),
    "messages.erase_readers": _l("Forgot readers whom no mailing had reached for long"),
    "messages.erase_calendar_answers": _l("Forgot who had answered by their calendar long ago"),
    "messages.erase_addresses": _l("Forgot old addresses that no e-mail reached"),
}
_VERDICTS = {
    Return.DEAD: _l("no e-mail reaches the address"),
    Return.LOST: _l("it did not arrive"),
    Return.DELAYED: _l("it is late"),
}
_WAYS = {
    RefusedThrough.LINK: _l("by the link in a mail"),
    RefusedThrough.ONE_CLICK: _l("by their mail program"),
    RefusedThrough.ACCOUNT: _l("signed in"),
    RefusedThrough.STAFF: _l("as told to staff"),
}
DETAILS: Details = {
    "messages.topic": lambda topic, detail: (
        _("all mailings") if topic == ALL_MAILINGS else topic_name(topic)
    ),
    "messages.through": lambda way, detail: _WAYS.get(way),
    "messages.left_out": lambda count, detail: (
        ngettext("%(num)d e-mail left out", "%(num)d e-mails left out", count) if count else None
    ),
    "messages.returned": lambda verdict, detail: _VERDICTS.get(verdict),
    "messages.addresses": lambda count, detail: ngettext(
        "%(num)d address", "%(num)d addresses", count
    ),
    "messages.mails": lambda count, detail: ngettext("%(num)d e-mail", "%(num)d e-mails", count),
}
_STATES: dict[str, tuple[Any, str]] = {
    MessageStatus.SENDING: (lazy_pgettext("e-mail", "On its way"), "waiting"),
    MessageStatus.SENT: (lazy_pgettext("e-mail", "Sent"), "done"),
    MessageStatus.FAILED: (lazy_pgettext("e-mail", "Stopped"), "bad"),
    MessageStatus.DROPPED: (lazy_pgettext("e-mail", "Not sent"), "quiet"),
}


def told_words() -> str:
    """Return, for staff who did something, how far the e-mails about it come just now."""
    if is_mail_kept():
        return str(_("No mail server is set: the e-mails are only kept here, under Messages."))
    server = find_mail_server()
    if server is not None and (server.trouble or server.is_stopped):
        return str(_("The e-mails about it wait, because no mail goes out just now."))
    return str(_("The e-mails about it are on their way."))


def told_booker_words() -> str:
    """Return, for a booker who did something, when an e-mail about it comes; empty for never."""
    if is_mail_kept():
        return ""
    server = find_mail_server()
    if server is not None and (server.trouble or server.is_stopped):
        return str(_("You get an e-mail about it as soon as our mail works again."))
    return str(_("You get an e-mail about it."))


def message_state(message: Message) -> tuple[Any, str]:
    """Return where a mail stands as a word and the kind of its shape."""
    if message.status == MessageStatus.SENT and (returned := return_state(message)):
        return returned
    if message.status in _STATES:
        return _STATES[message.status]
    if message.attempts:
        return lazy_pgettext("e-mail", "Delayed"), "late"
    if message.due_at > clock.now():
        return lazy_pgettext("e-mail", "Planned"), "open"
    if is_mail_kept():
        return lazy_pgettext("e-mail", "Kept here"), "quiet"
    return lazy_pgettext("e-mail", "Waiting"), "waiting"


def kind_label(template: str) -> Any:
    """Return what a kind of mail is called; its bare name for one that is no longer made."""
    kind = find_kind(template)
    return kind.label if kind else template
