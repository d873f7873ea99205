"""The views of the mail, as every page of it shows them."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import lazy_pgettext
from flask_login import current_user

from arena.messages.policy import may_read_words
from arena.messages.queries import Tab, count_open, count_tabs, count_undeliverable

_SENT: dict[Tab, Any] = {
    Tab.WAITING: lazy_pgettext("e-mail", "Waiting"),
    Tab.SENT: lazy_pgettext("e-mails", "Sent"),
    Tab.STOPPED: lazy_pgettext("e-mails", "Stopped"),
    Tab.ALL: lazy_pgettext("e-mails", "All"),
}
_COUNTED = {Tab.WAITING, Tab.STOPPED}


def mail_tabs(current: Tab | str, *, to: str = "", about: str = "") -> list[dict[str, Any]]:
    """Return the tabs for `subnav`; the filters of what was sent travel along among its own."""
    counts = count_tabs(to, about)
    tabs = [
        {
            "label": label,
            "count": counts[tab] if tab in _COUNTED else None,
            "is_current": tab == current,
            "href": url_for("messages.index", show=tab, to=to or None, about=about or None),
        }
        for tab, label in _SENT.items()
    ]
    return tabs + (_received_tabs(current) if may_read_words(current_user) else [])


def _received_tabs(current: Tab | str) -> list[dict[str, Any]]:
    return [
        {
            "label": lazy_pgettext("e-mails", "Received"),
            "count": count_open(),
            "is_current": current == "received",
            "href": url_for("messages.received"),
        },
        {
            "label": lazy_pgettext("e-mails", "Addresses that do not work"),
            "count": count_undeliverable(),
            "is_current": current == "addresses",
            "href": url_for("messages.addresses"),
        },
    ]
