"""Form fields that render their whole component: label, hint, control, error."""

from __future__ import annotations

from arena.web.fields.base import ArenaField
from arena.web.fields.choices import CheckboxesField, CheckboxField, ChoiceField, RadioField
from arena.web.fields.files import FileField
from arena.web.fields.heads import HeadsField
from arena.web.fields.identifiers import EmailField, OrgNumberField, PhoneField
from arena.web.fields.moments import DateField, TimeField
from arena.web.fields.numbers import IntegerField
from arena.web.fields.text import HiddenField, PasswordField, TextAreaField, TextField

__all__ = [
    "ArenaField",
    "CheckboxField",
    "CheckboxesField",
    "ChoiceField",
    "DateField",
    "EmailField",
    "FileField",
    "HeadsField",
    "HiddenField",
    "IntegerField",
    "OrgNumberField",
    "PasswordField",
    "PhoneField",
    "RadioField",
    "TextAreaField",
    "TextField",
    "TimeField",
]
