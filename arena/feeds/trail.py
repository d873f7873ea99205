"""The words of feeds in the audit trail."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.accounts.queries import name_users
from arena.audit.words import Details, Record, Reference
from arena.web import filters

RECORDS = {"feed_subscriptions": Record(_l("Calendar subscription"))}
ACTS = {
    "feeds.create_subscription": _l("Subscribed to a calendar"),
    "feeds.revoke_subscription": _l("Revoked a calendar subscription"),
    "feeds.erase_subscriptions": _l("Erased revoked subscriptions"),
}
_SCOPES = {
    "all": _l("everything"),
    "mine": _l("own tours"),
    "network": _l("a network’s meetings"),
    "organisation": _l("what an organisation takes part in"),
}
DETAILS: Details = {
    "feeds.scope": lambda value, detail: _SCOPES.get(value, value),
    "feeds.language": lambda value, detail: filters.language_name(value),
    "feeds.with_cancelled": lambda value, detail: _("with what is cancelled") if value else None,
    "feeds.user": Reference(name_users),
    "feeds.subscriptions": lambda value, detail: ngettext(
        "%(num)d subscription", "%(num)d subscriptions", value
    ),
}
