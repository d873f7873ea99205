"""As what a list is taken along, and for whom."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.directory.exporting import AUDIENCES
from arena.directory.models import Audience
from arena.web.fields import RadioField
from arena.web.forms import Form


class ExportForm(Form):
    """The kind of file, and who is to see what it holds."""

    kind = RadioField(
        _l("File"),
        required=_l("Choose a kind of file"),
        choices=[
            ("xlsx", _l("Spreadsheet (.xlsx)")),
            ("csv", _l("CSV, for other programs")),
        ],
    )
    audience = RadioField(
        _l("Who will see the file?"),
        required=_l("Choose who will see it"),
        hint=_l("Addresses, numbers and roles are left out that may not be shown to them."),
        choices=list(AUDIENCES.items()),
        coerce=Audience,
    )

    def propose(self) -> None:
        """Choose what is wanted most, before anything was sent."""
        if not self.is_submitted():
            self.kind.data, self.audience.data = "xlsx", Audience.STAFF
