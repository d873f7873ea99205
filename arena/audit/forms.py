"""Which lines of the trail to show."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.audit.queries import list_subject_types
from arena.audit.words import record_kind
from arena.web.fields import ChoiceField, IntegerField
from arena.web.forms import FilterForm


class TrailFilterForm(FilterForm):
    """A kind of record, and one record of it."""

    type = ChoiceField(
        _l("Kind of record"),
        blank=_l("All records"),
        mark_optional=False,
        choices=lambda: [(kind, record_kind(kind).label) for kind in list_subject_types()],
    )
    record = IntegerField(_l("Number"), minimum=1, maximum=2**31 - 1, mark_optional=False, width=8)
