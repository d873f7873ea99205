"""The words of feeds in the audit trail."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.audit.words import Record

RECORDS = {"feed_subscriptions": Record(_l("Calendar subscription"))}
ACTS = {
    "feeds.create_subscription": _l("Subscribed to a calendar"),
    "feeds.revoke_subscription": _l("Revoked a calendar subscription"),
    "feeds.erase_subscriptions": _l("Erased revoked subscriptions"),
}
