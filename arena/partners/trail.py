"""The words of partners' own pages in the audit trail."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.audit.words import Details, Record
from arena.partners.queries.showings import name_showings
from arena.partners.words import ASKS

RECORDS = {
    "partner_showings": Record(_l("What a partner can show"), names=name_showings),
}
ACTS = {
    "partners.add_showing": _l("Added something that a partner can show"),
    "partners.change_showing": _l("Changed something that a partner can show"),
    "partners.remove_showing": _l("Took away something that a partner can show"),
    "partners.ask": _l("Asked staff for something"),
}
DETAILS: Details = {"partners.ask": lambda value, detail: ASKS.get(value, value)}
