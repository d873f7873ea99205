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
        """Add an error that a service found: to `field`, or to the whole form when it has no such field."""
        target = self._fields.get(field) if field else None
        if isinstance(target, ArenaField):
            target.refuse(message)
        else:
            self.form_errors = [*self.form_errors, str(message)]

    @property
    def error_list(self) -> list[FormError]:
        """Every field's first error in the order of the form, after the errors of the form as a whole."""
        whole = [FormError(None, str(message)) for message in self.form_errors]
        return whole + [_line(field) for field in self._fields.values() if field.errors]


class FilterForm(Form):
    """A form that only asks: sent with GET, it needs no token. `SearchForm(request.args)`."""

    class Meta(Form.Meta):
        """Nothing is written, so nothing is protected."""

        csrf = False


def _line(field: Any) -> FormError:
    if isinstance(field, ArenaField):
        return FormError(field.first_control_id, str(field.error))
    return FormError(None, str(field.errors[0]))
