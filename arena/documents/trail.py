"""What the audit trail's words mean for documents."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.audit.words import Details, Record, unsaid
from arena.documents.queries import map_titles

RECORDS = {"documents": Record(_l("Document"), names=map_titles)}
ACTS = {
    "documents.add": _l("Kept a document"),
    "documents.add_version": _l("Kept a newer version of a document"),
    "documents.rename": _l("Gave a document another title"),
    "documents.withdraw": _l("Withdrew a document"),
    "documents.put_back": _l("Put a document back"),
    "documents.erase_withdrawn": _l("Erased documents that had been withdrawn"),
}
DETAILS: Details = {
    "documents.folder": unsaid,
    "documents.version": lambda value, detail: _("version %(number)s", number=value),
    "documents.count": lambda value, detail: ngettext(
        "%(num)d document", "%(num)d documents", value
    ),
}
