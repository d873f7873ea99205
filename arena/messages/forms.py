"""What staff ask of the outbox."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.web.fields import HiddenField, TextField
from arena.web.forms import FilterForm


class MessageFilterForm(FilterForm):
    """To whom, and about what; the tab and the record travel along."""

    to = TextField(_l("Receiver"), mark_optional=False, width=20)
    show = HiddenField(max_length=60)
    about = HiddenField(max_length=60)
