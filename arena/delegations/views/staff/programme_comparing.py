"""What somebody typed about an item, beside what it has become meanwhile."""

from __future__ import annotations

from datetime import time
from typing import Any

from flask_babel import gettext as _

from arena.delegations.forms.programme import ItemForm, form_data
from arena.delegations.models import ProgrammeItem
from arena.delegations.services.building import facts_of
from arena.web import filters
from arena.web.fields import CheckboxesField, ChoiceField


def list_differences(form: ItemForm, item: ProgrammeItem) -> list[tuple[str, str]]:
    """Return the fields of a form that differ from the item as it now is, each with both values."""
    data = form_data(facts_of(item), item.position, 0)
    now = ItemForm(form.offered, formdata=None, data=data)
    now.spot.choices = form.spot.choices
    names = [name for name in data if name not in ("version", "stop_key")]
    both = [(form[name].label.text, _in_words(now[name]), _in_words(form[name])) for name in names]
    return [
        (str(label), _("Now: %(now)s – you typed: %(typed)s", now=is_now, typed=typed))
        for label, is_now, typed in both
        if is_now != typed
    ]


def _in_words(field: Any) -> str:
    """Return what stands in a field, as it is read on the page."""
    value = field.data
    if isinstance(field, ChoiceField | CheckboxesField):
        names = [option.label for option in field.options if option.is_chosen]
        return filters.listing(names) or str(getattr(field, "blank", None) or _("Nothing"))
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, time):
        return filters.clocktime(value)
    return str(_("Nothing")) if value in (None, "") else str(value)
