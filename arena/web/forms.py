"""The form that every other form is made of."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask_wtf import FlaskForm

from arena.web.fields import ArenaField


class FormError(NamedTuple):
    """One line of the error summary: the control that it leads to, and what to do."""

    control_id: str | None
    message: str


class Form(FlaskForm):
    """A form whose fields explain themselves and whose errors can be listed."""

    def refuse(self, field: str | None, message: object) -> None:
        """Add an error that a service found: to `field`, or on top when the form has no such."""
        target = self._fields.get(field) if field else None
        if isinstance(target, ArenaField):
            target.refuse(message)
        else:
            self.form_errors.append(str(message))

    @property
    def error_list(self) -> list[FormError]:
        """The errors of the form as a whole, then each field's first in the order of the form."""
        whole = [FormError(None, str(message)) for message in self.form_errors]
        return whole + [_line(field) for field in self._fields.values() if field.errors]


class FilterForm(Form):
    """A form that only asks: sent with GET, it needs no token. `SearchForm(request.args)`."""

    class Meta(FlaskForm.Meta):
        """Nothing is written, so nothing is protected."""

        csrf = False


def _line(field: Any) -> FormError:
    if isinstance(field, ArenaField):
        return FormError(field.first_control_id, str(field.error))
    return FormError(None, str(field.errors[0]))
