"""What the audit trail's words mean for mailings."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.audit.words import Details, Record
from arena.newsletters.queries.mailings import name_mailings
from arena.web import filters

RECORDS = {"mailings": Record(_l("Mailing"), "newsletters.show", "mailing_id", name_mailings)}
ACTS = {
    "newsletters.write": _l("Wrote a mailing"),
    "newsletters.change": _l("Changed a mailing"),
    "newsletters.discard": _l("Threw a mailing away"),
    "newsletters.plan": _l("Planned a mailing"),
    "newsletters.unplan": _l("Took back that a mailing goes out"),
    "newsletters.begin": _l("Began to send a mailing"),
    "newsletters.sent": _l("Sent a mailing"),
    "newsletters.stop": _l("Stopped a mailing"),
    "newsletters.erase_receivers": _l("Erased to whom old mailings went"),
}
DETAILS: Details = {
    "newsletters.mails": lambda count, detail: ngettext(
        "%(num)d receiver", "%(num)d receivers", count
    ),
    "newsletters.left_out": lambda count, detail: (
        ngettext("%(num)d left out", "%(num)d left out", count) if count else None
    ),
    "newsletters.send_at": lambda value, detail: filters.moment(datetime.fromisoformat(value)),
    "newsletters.network": lambda value, detail: None,
    "newsletters.version": lambda value, detail: None,
}
