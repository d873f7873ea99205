"""Which of two stays, and what it takes from the other."""

from __future__ import annotations

from collections.abc import Collection

from flask import request
from flask_babel import lazy_gettext as _l

from arena.web.fields import HiddenField, TextField
from arena.web.forms import FilterForm, Form

OTHERS = "theirs"


class MergeForm(Form):
    """The values that were chosen of two, field by field; `seen` is the mark of the two."""

    seen = HiddenField()

    def taken(self, fields: Collection[str]) -> set[str] | None:
        """Return the fields whose values are the other's; None before anything was chosen."""
        if not self.is_submitted():
            return None
        return {name for name in fields if request.form.get(f"take-{name}") == OTHERS}


class OtherForm(FilterForm):
    """The name of what may be the same."""

    q = TextField(_l("Name or number of the other"), max_length=100, mark_optional=False, width=20)
