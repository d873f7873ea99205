"""The values of a request, checked by the same fields that the pages have."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from arena.api.schemas import FieldProblem, VisitRequest
from arena.web.fields import (
    ChoiceField,
    EmailField,
    OrgNumberField,
    PhoneField,
    TextAreaField,
    TextField,
)
from arena.web.forms import FilterForm
from arena.web.places import country_choices


class VisitForm(FilterForm):
    """The texts of a visit request; numbers and moments have been checked by their shape.

    Calls come with a body of their own, not from one of our pages, so there is no token.
    """

    organisation = TextField(required=_l("Enter the name of your organisation."), max_length=160)
    contact_name = TextField(required=_l("Enter the name of a contact person."), max_length=120)
    contact_email = EmailField(required=_l("Enter the contact person's e-mail address."))
    contact_phone = PhoneField()
    organisation_number = OrgNumberField()
    country = ChoiceField(choices=country_choices, required=_l("Enter a country code such as SE."))
    purpose = TextAreaField(max_length=2000)
    questions = TextAreaField(max_length=2000)

    @classmethod
    def of(cls, body: VisitRequest) -> VisitForm:
        """Fill the form from a request's body."""
        names = [name for name in cls.field_names() if getattr(body, name)]
        return cls(formdata=MultiDict({name: getattr(body, name) for name in names}))

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """Return the fields that a request may fill."""
        return (
            "organisation",
            "contact_name",
            "contact_email",
            "contact_phone",
            "organisation_number",
            "country",
            "purpose",
            "questions",
        )

    def problems(self) -> list[FieldProblem]:
        """Return what is wrong, one entry for each field."""
        return [
            FieldProblem(field=name, message=str(messages[0]))
            for name, messages in self.errors.items()
        ]
