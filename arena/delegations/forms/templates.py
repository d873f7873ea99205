"""What staff type about templates, and how one is to be used."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.delegations.meanings import TYPES
from arena.web.fields import CheckboxField, ChoiceField, HiddenField, TextField
from arena.web.forms import Form


class TemplateForm(Form):
    """What a template is called, and for which type it is."""

    title_sv = TextField(_l("Title in Swedish"), required=_l("Enter a title."), max_length=120)
    title_en = TextField(
        _l("Title in English"), required=_l("Enter a title in English."), max_length=120
    )
    kind = ChoiceField(
        _l("For which type"),
        required=_l("Choose a type."),
        choices=[(str(kind), word) for kind, word in TYPES.items()],
    )


class UseForm(Form):
    """From which day on the template is to be used."""

    first_day: ChoiceField
    may_add = CheckboxField(_l("Add it after what is planned on these days"))
    version = HiddenField()


def use_form(days: list[tuple[str, str]]) -> UseForm:
    """Return the form with the days that may be chosen, the first chosen."""
    field = ChoiceField(
        _l("From which day"), required=_l("Choose a day."), choices=days, default=days[0][0]
    )
    bound: type[UseForm] = type("BoundUseForm", (UseForm,), {"first_day": field})
    return bound()
